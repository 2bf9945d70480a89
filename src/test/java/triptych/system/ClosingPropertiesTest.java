package triptych.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running.How;

/** A model of any family that is closed while threads use it: the process lives, and nothing is left. */
class ClosingPropertiesTest {

    private static final int ROUNDS = 8;

    @TestFactory
    Stream<DynamicTest> endsRunningCallsWellAndRefusesLaterOnes() throws IOException {
        return Specimen.all().stream()
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    int before = OpenArrays.count();
                    for (int round = 0; round < ROUNDS; round++) {
                        closeWhileCalled(specimen, 3L * round);
                    }
                    assertEquals(before, OpenArrays.count());
                }));
    }

    private static void closeWhileCalled(Specimen specimen, long millis) throws Exception {
        PublishedModel model = specimen.open();
        try (model) {
            Set<String> outputs = specimen.outputs();
            GenerationSettings greedy = specimen.writes() ? specimen.settings(model) : GenerationSettings.defaults();
            GenerationSettings beams = greedy.toBuilder().numBeams(2).build();
            Closing.during(
                    () -> {
                        try (NDManager manager = Writing.manager()) {
                            Batch batch = specimen.batch(manager);
                            if (specimen.writes()) {
                                Writing.of(model, batch, greedy).run();
                                Writing.of(model, batch, beams).run();
                            }
                            return model.forward(manager, batch.inputs(), Map.of(), outputs);
                        }
                    },
                    millis,
                    model);
        }
    }

    @TestFactory
    Stream<DynamicTest> endsCallsThatShowHiddenStates() throws IOException {
        return Stream.of("bert", "bart", "vit")
                .flatMap(folder ->
                        Stream.of(How.values()).map(how -> new Specimen(Path.of("resources", "parity", folder), how)))
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    int before = OpenArrays.count();
                    for (int round = 0; round < ROUNDS; round++) {
                        PublishedModel model = specimen.open();
                        String hidden = specimen.writes() ? "decoder_hidden_states.1" : "hidden_states.1";
                        Closing.during(
                                () -> {
                                    try (NDManager manager = Writing.manager()) {
                                        Batch batch = specimen.batch(manager);
                                        return model.forward(manager, batch.inputs(), Map.of(), Set.of(hidden));
                                    }
                                },
                                3L * round,
                                model);
                    }
                    assertEquals(before, OpenArrays.count());
                }));
    }
}
