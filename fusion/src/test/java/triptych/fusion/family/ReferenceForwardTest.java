package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.checkpoint.Safetensors;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;

class ReferenceForwardTest {

    private static final float TOLERANCE = 2e-5f;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vit",
                "vit-no-pooler",
                "vit-classifier",
                "deit",
                "deit-classifier",
                "deit-teacher",
                "dinov2",
                "dinov2-classifier",
                "clip",
                "clip-first",
                "blip",
                "vit-gpt2",
                "dinov2-gpt2",
                "deit-bert",
                "vit-trocr",
                "vit-trocr-waves"
            })
    void givesTheReferencesOutputs(String family) throws IOException {
        try (PublishedModel model = Resources.open(family);
                TensorFiles tensors = Safetensors.open(Resources.file("families/" + family + "/forward.safetensors"))) {
            Set<String> cases = new TreeSet<>();
            tensors.tensors().keySet().forEach(name -> cases.add(name.substring(0, name.indexOf('.'))));
            assertFalse(cases.isEmpty());
            for (String name : cases) {
                check(model, tensors, name);
            }
        }
    }

    private static void check(PublishedModel model, TensorFiles tensors, String name) throws IOException {
        Map<String, Object> arguments = name.equals("resized") ? Map.of("interpolate_pos_encoding", true) : Map.of();
        try (NDManager manager = Devices.manager(Devices.named("cpu"))) {
            Map<String, NDArray> inputs = read(tensors, name + ".in.", manager);
            Map<String, NDArray> wanted = read(tensors, name + ".out.", manager);
            Map<String, NDArray> got = model.forward(manager, inputs, arguments, wanted.keySet());
            wanted.forEach((output, want) -> {
                NDArray found = got.getOrDefault(output, want.zerosLike());
                assertEquals(want.getShape(), found.getShape(), name + " " + output);
                assertArrayEquals(want.toFloatArray(), found.toFloatArray(), TOLERANCE, name + " " + output);
            });
        }
    }

    private static Map<String, NDArray> read(TensorFiles tensors, String prefix, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new HashMap<>();
        for (String name : tensors.tensors().keySet()) {
            if (name.startsWith(prefix)) {
                arrays.put(name.substring(prefix.length()), tensors.readExact(name, manager));
            }
        }
        return arrays;
    }
}
