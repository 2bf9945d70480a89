package triptych.core.generate.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void addsUpToOneAndGivesNothingToForbiddenWords() {
        float[] got = Softmax.of(new float[] {1000, NEVER, 1001});
        assertArrayEquals(new float[] {0.26894143f, 0, 0.7310586f}, got, 1e-7f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 38, 39, 40})
    void renormalizesWhatSomeChangesLeft(int changes) {
        float[] logs = new float[40];
        Random random = new Random(changes);
        for (int word = 0; word < logs.length; word++) {
            logs[word] = (float) random.nextGaussian() * 3;
        }
        Softmax.logInPlace(logs);
        float[] before = logs.clone();
        for (int word = 0; word < changes; word++) {
            logs[word] = word % 3 == 0 ? logs[word] + 1 : NEVER;
        }
        float[] slowly = logs.clone();
        Softmax.logInPlace(slowly);
        Softmax.logInPlace(logs, before);
        for (int word = 0; word < logs.length; word++) {
            assertEquals(slowly[word], logs[word], 1e-6f, "word " + word);
        }
    }
}
