package triptych.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import triptych.core.generate.Generated;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.OneBeam;
import triptych.core.generate.Scores;
import triptych.core.generate.Session;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running.How;
import triptych.core.model.Writer;

/** What holds for every family's model that writes, whatever its weights. */
class WritingPropertiesTest {

    private interface Property {
        void holdsFor(Writing writing) throws Exception;
    }

    private static Stream<DynamicTest> everywhere(Property property) throws IOException {
        return Specimen.writers().stream()
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel model = specimen.open();
                            NDManager manager = Writing.manager()) {
                        property.holdsFor(Writing.of(model, specimen.batch(manager), specimen.settings(model)));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aBatchWritesWhatItsRowsWriteAlone() throws IOException {
        return everywhere(batch -> {
            List<List<Integer>> together = Writing.words(batch.run());
            for (int row = 0; row < together.size(); row++) {
                assertEquals(
                        List.of(together.get(row)), Writing.words(batch.row(row).run()), "row " + row);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> bothExecutionsWriteTheSame() throws IOException {
        return Specimen.writers().stream()
                .filter(specimen -> specimen.how() == How.COMPILED)
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel compiled = specimen.open();
                            PublishedModel eager = new Specimen(specimen.folder(), How.EAGER).open();
                            NDManager manager = Writing.manager()) {
                        Writing one = Writing.of(eager, specimen.batch(manager), specimen.settings(eager));
                        Writing other = new Writing(compiled, one.source(), one.settings());
                        assertEquals(Writing.words(one.run()), Writing.words(other.run()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aBatchOfBeamsWritesWhatItsRowsWriteAlone() throws IOException {
        return everywhere(greedy -> {
            Writing batch =
                    greedy.with(greedy.settings().toBuilder().numBeams(3).build());
            List<Generated> together = batch.run();
            for (int row = 0; row < together.size(); row++) {
                Generated alone = batch.row(row).run().get(0);
                assertArrayEquals(alone.written(), together.get(row).written(), "row " + row);
                Float score = alone.score();
                assertTrue(score != null, "a beam has a score");
                assertEquals(score, together.get(row).score(), 1e-4, "row " + row);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> oneBeamWritesWhatGreedySearchWrites() throws IOException {
        return everywhere(writing -> {
            List<List<Integer>> greedy = Writing.words(writing.run());
            try (Session session = writing.open()) {
                assertEquals(greedy, Writing.words(OneBeam.run(session, writing.request(), writing.settings())));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> stepByStepIsTheSameAsAllAtOnce() throws IOException {
        return everywhere(writing -> {
            int words = ((Writer) writing.model()).words();
            int[][] tokens = writing.request().prompt();
            try (Session cached = writing.open()) {
                float[] step = cached.step(tokens, Scores.LOGITS);
                for (int length = 1; length <= 5; length++) {
                    try (Session fresh = writing.open()) {
                        same(fresh.step(tokens, Scores.LOGITS), step, length);
                    }
                    int[][] next = new int[tokens.length][1];
                    int[][] longer = new int[tokens.length][];
                    for (int row = 0; row < tokens.length; row++) {
                        next[row][0] = (7 * row + 5 * length + 3) % words;
                        longer[row] = Arrays.copyOf(tokens[row], tokens[row].length + 1);
                        longer[row][tokens[row].length] = next[row][0];
                    }
                    tokens = longer;
                    step = cached.step(next, Scores.LOGITS);
                }
            }
        });
    }

    private static void same(float[] wanted, float[] got, int length) {
        assertEquals(wanted.length, got.length);
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], got[i], 1e-4 * (1 + Math.abs(wanted[i])), "length " + length);
        }
    }

    @TestFactory
    Stream<DynamicTest> greedySearchTakesTheBestWordOfAnUncachedCall() throws IOException {
        return everywhere(batch -> {
            int words = ((Writer) batch.model()).words();
            for (int row = 0; row < batch.source().rows(); row++) {
                Writing alone = batch.row(row);
                int[] tokens = alone.request().prompt()[0];
                for (int word : alone.run().get(0).written()) {
                    try (Session session = alone.open()) {
                        float[] scores = session.step(new int[][] {tokens}, Scores.LOGITS);
                        int best = IntStream.range(0, words)
                                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                                .orElseThrow();
                        assertEquals(best, word);
                    }
                    tokens = Arrays.copyOf(tokens, tokens.length + 1);
                    tokens[tokens.length - 1] = word;
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> streamedIsTheSameAsUnstreamed() throws IOException {
        return everywhere(greedy -> {
            GenerationSettings drawn =
                    greedy.settings().toBuilder().doSample(true).seed(5L).build();
            for (Writing writing : List.of(greedy, greedy.with(drawn))) {
                List<List<Integer>> heard = new ArrayList<>();
                IntStream.range(0, writing.source().rows()).forEach(row -> heard.add(new ArrayList<>()));
                List<Generated> streamed =
                        writing.run((row, sequence, token) -> heard.get(row).add(token));
                assertEquals(Writing.words(writing.run()), Writing.words(streamed));
                assertEquals(Writing.words(streamed), heard);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> twoThreadsWriteWhatOneWritesAfterTheOther() throws IOException {
        return everywhere(greedy -> {
            Writing beams =
                    greedy.with(greedy.settings().toBuilder().numBeams(2).build());
            List<List<List<Integer>>> first = repeated(greedy);
            List<List<List<Integer>>> second = repeated(beams);
            List<List<List<List<Integer>>>> together = TwoThreads.run(() -> repeated(greedy), () -> repeated(beams));
            assertEquals(List.of(first, second), together);
        });
    }

    private static List<List<List<Integer>>> repeated(Writing writing) {
        return IntStream.range(0, 5).mapToObj(i -> Writing.words(writing.run())).toList();
    }
}
