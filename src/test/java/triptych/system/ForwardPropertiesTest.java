package triptych.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running.How;
import triptych.fusion.family.Models;

/** What holds for every family's model, whatever its weights. */
class ForwardPropertiesTest {

    @Test
    void coverEveryFamily() throws IOException {
        Set<String> covered = new TreeSet<>();
        for (Specimen specimen : Specimen.all()) {
            if (!specimen.isStudent()) {
                covered.add(specimen.family());
            }
        }
        // TrOCR's decoder is a family of parts only.
        assertTrue(covered.containsAll(Models.families()), () -> "covered are " + covered);
    }

    @TestFactory
    Stream<DynamicTest> aBatchGivesWhatItsRowsGiveAlone() throws IOException {
        return Specimen.all().stream()
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel model = specimen.open();
                            NDManager manager = Writing.manager()) {
                        Batch batch = specimen.batch(manager);
                        assertTrue(batch.rows() >= 2, "a batch has several rows");
                        Map<String, NDArray> all = forward(specimen, model, batch);
                        for (int row = 0; row < batch.rows(); row++) {
                            Map<String, NDArray> alone = forward(specimen, model, batch.row(row));
                            for (Map.Entry<String, NDArray> output : all.entrySet()) {
                                String where = output.getKey() + " of row " + row;
                                same(
                                        output.getValue().get(row),
                                        alone.get(output.getKey()).get(0),
                                        where);
                            }
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> bothExecutionsGiveTheSame() throws IOException {
        return Specimen.all().stream()
                .filter(specimen -> specimen.how() == How.COMPILED)
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel compiled = specimen.open();
                            PublishedModel eager = new Specimen(specimen.folder(), How.EAGER).open();
                            NDManager manager = Writing.manager()) {
                        Batch batch = specimen.batch(manager);
                        Map<String, NDArray> got = forward(specimen, compiled, batch);
                        forward(specimen, eager, batch).forEach((name, wanted) -> same(wanted, got.get(name), name));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> twoThreadsGetWhatOneGetsAfterTheOther() throws IOException {
        return Specimen.all().stream()
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel model = specimen.open()) {
                        List<float[]> first = results(specimen, model, false);
                        List<float[]> second = results(specimen, model, true);
                        List<List<float[]>> together = TwoThreads.run(
                                () -> results(specimen, model, false), () -> results(specimen, model, true));
                        for (int i = 0; i < first.size(); i++) {
                            assertArrayEquals(first.get(i), together.get(0).get(i));
                            assertArrayEquals(second.get(i), together.get(1).get(i));
                        }
                    }
                }));
    }

    /** What ten calls give; {@code turned} takes the rows the other way round. */
    private static List<float[]> results(Specimen specimen, PublishedModel model, boolean turned) throws IOException {
        List<float[]> results = new ArrayList<>();
        for (int call = 0; call < 10; call++) {
            try (NDManager manager = Writing.manager()) {
                Batch batch = specimen.batch(manager);
                int last = batch.rows() - 1;
                Batch rows = turned ? batch.rows(last, 0) : batch.rows(0, last);
                forward(specimen, model, rows).values().forEach(output -> results.add(output.toFloatArray()));
            }
        }
        return results;
    }

    private static Map<String, NDArray> forward(Specimen specimen, PublishedModel model, Batch batch) {
        Set<String> outputs = specimen.outputs();
        assertTrue(!outputs.isEmpty(), "something is asked for");
        Map<String, NDArray> given = model.forward(batch.manager(), batch.inputs(), Map.of(), outputs);
        return outputs.stream().collect(Collectors.toMap(name -> name, given::get));
    }

    private static void same(NDArray wanted, NDArray got, String where) {
        assertEquals(wanted.getShape(), got.getShape(), where);
        float[] a = wanted.toFloatArray();
        float[] b = got.toFloatArray();
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i], 1e-4 * (1 + Math.abs(a[i])), where);
        }
    }
}
