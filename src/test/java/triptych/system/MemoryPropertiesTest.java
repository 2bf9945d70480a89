package triptych.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import triptych.core.generate.Session;
import triptych.core.model.PublishedModel;

/** Memory that Java's collector knows nothing of: what is opened is closed, in every family. */
class MemoryPropertiesTest {

    private static final long MEGABYTE = 1 << 20;

    @TestFactory
    Stream<DynamicTest> noArrayIsLeftByACall() throws IOException {
        return Specimen.all().stream()
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    try (PublishedModel model = specimen.open()) {
                        call(specimen, model, 2);
                        int afterTwo = OpenArrays.count();
                        call(specimen, model, 198);
                        assertEquals(afterTwo, OpenArrays.count());
                    }
                }));
    }

    private static void call(Specimen specimen, PublishedModel model, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (NDManager manager = Writing.manager()) {
                Batch batch = specimen.batch(manager);
                model.forward(manager, batch.inputs(), Map.of(), specimen.outputs());
                if (specimen.writes()) {
                    Writing.of(
                                    model,
                                    batch,
                                    specimen.settings(model).toBuilder()
                                            .maxNewTokens(2)
                                            .numBeams(1 + i % 2)
                                            .build())
                            .run();
                }
            }
        }
    }

    @Test
    void seesAnArrayThatIsLeft() throws IOException {
        Specimen specimen = Specimen.all().get(0);
        try (PublishedModel model = specimen.open();
                NDManager careless = Writing.manager()) {
            call(specimen, model, 1);
            int before = OpenArrays.count();
            Batch batch = specimen.batch(careless);
            model.forward(careless, batch.inputs(), Map.of(), specimen.outputs());
            assertEquals(before + batch.inputs().size() + specimen.outputs().size(), OpenArrays.count());
            int without = OpenArrays.count();
            try (Session session =
                    Writing.of(model, batch, specimen.settings(model)).open()) {
                assertTrue(OpenArrays.count() > without, () -> session + " holds a cache");
            }
            assertEquals(without, OpenArrays.count());
        }
    }

    @TestFactory
    Stream<DynamicTest> noArrayIsLeftByAModel() throws IOException {
        return Specimen.all().stream()
                .filter(one -> !one.isStudent())
                .map(specimen -> dynamicTest(specimen.name(), () -> {
                    int before = OpenArrays.count();
                    for (int i = 0; i < 20; i++) {
                        specimen.open().close();
                    }
                    assertEquals(before, OpenArrays.count());
                }));
    }

    @Test
    void opening20TimesTakesNoMoreMemory(TestReporter reporter) throws IOException {
        List<Specimen> students = List.of(student());
        // PyTorch and the collector settle first; a model takes 60 MB.
        checkGrowth(students, 10, 60, reporter);
    }

    @Test
    void openingEveryFamily20TimesTakesNoMoreMemory(TestReporter reporter) throws IOException {
        List<Specimen> small =
                Specimen.all().stream().filter(one -> !one.isStudent()).toList();
        // Together they take 5 MB, so 20 of each take 100.
        checkGrowth(small, 20, 40, reporter);
    }

    private static void checkGrowth(List<Specimen> specimens, int before, int megabytes, TestReporter reporter)
            throws IOException {
        open(specimens, before);
        OptionalLong settled = ResidentMemory.bytes();
        if (settled.isEmpty()) {
            reporter.publishEntry("not checked: this system does not tell how much memory is resident");
            return;
        }
        open(specimens, 20);
        long grown = ResidentMemory.bytes().orElseThrow() - settled.getAsLong();
        assertTrue(grown < megabytes * MEGABYTE, () -> "grown by " + grown / MEGABYTE + " MB");
    }

    private static void open(List<Specimen> specimens, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            for (Specimen specimen : specimens) {
                try (PublishedModel model = specimen.open()) {
                    call(specimen, model, 1);
                }
            }
        }
    }

    @Test
    void seesModelsThatStayOpen() throws IOException {
        open(List.of(student()), 2);
        OptionalLong before = ResidentMemory.bytes();
        if (before.isPresent()) {
            List<PublishedModel> forgotten = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                forgotten.add(student().open());
            }
            long grown = ResidentMemory.bytes().orElseThrow() - before.getAsLong();
            forgotten.forEach(PublishedModel::close);
            assertTrue(grown > 60 * MEGABYTE, () -> "grown by " + grown / MEGABYTE + " MB");
        }
    }

    private static Specimen student() throws IOException {
        return Specimen.all().stream().filter(Specimen::isStudent).findFirst().orElseThrow();
    }
}
