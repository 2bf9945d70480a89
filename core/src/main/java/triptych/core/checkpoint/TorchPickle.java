package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.Pickle.Tuple;

/**
 * What a pickle of PyTorch may hold: tensors, the storages they view, and dictionaries. All else is refused by its
 * name.
 */
final class TorchPickle implements Pickle.Objects {

    private static final String DICTIONARY = "collections.OrderedDict";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Map<String, ElementType> STORAGES = Map.of(
            "torch.FloatStorage", ElementType.F32,
            "torch.HalfStorage", ElementType.F16,
            "torch.BFloat16Storage", ElementType.BF16,
            "torch.DoubleStorage", ElementType.F64,
            "torch.LongStorage", ElementType.I64,
            "torch.IntStorage", ElementType.I32,
            "torch.CharStorage", ElementType.I8,
            "torch.ByteStorage", ElementType.U8,
            "torch.BoolStorage", ElementType.BOOL);
    private static final int MOST_AXES = 64;

    private final FileBytes file;

    private TorchPickle(FileBytes file) {
        this.file = file;
    }

    /** Which class or function a pickle means. */
    private record Global(String name) {}

    /**
     * Elements that tensors view.
     *
     * @param key name of the archive's entry that holds them
     * @param size how many elements
     */
    record Storage(String key, ElementType type, long size) {}

    /** A tensor that has no name yet: the dictionary gives it. */
    private record Unnamed(Storage storage, long offset, List<Long> sizes, List<Long> strides) {}

    /**
     * A tensor and what it views.
     *
     * @param tensor the view
     * @param storage checked to hold all of it, if the archive's entry is as long as it says
     */
    record Stored(StridedTensor tensor, Storage storage) {}

    /** The tensors of a pickled dictionary, by name, in its order. */
    static Map<String, Stored> read(FileBytes file, ByteBuffer pickle) throws IOException {
        TorchPickle torch = new TorchPickle(file);
        if (!(Pickle.run(file, pickle, torch) instanceof Map<?, ?> dictionary)) {
            throw file.broken("holds something else than a dictionary of tensors");
        }
        Map<String, Stored> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!(entry.getValue() instanceof Unnamed tensor)) {
                throw file.broken("'" + name + "' in its dictionary is not a tensor");
            }
            tensors.put(name, torch.named(name, tensor));
        }
        return tensors;
    }

    @Override
    public Object global(String name) throws IOException {
        if (name.equals(DICTIONARY) || name.equals(TENSOR) || name.equals(PARAMETER) || STORAGES.containsKey(name)) {
            return new Global(name);
        }
        throw file.broken("asks for " + name + "; a pickle of weights may hold tensors only");
    }

    @Override
    public Object persistent(Tuple id) throws IOException {
        // ("storage", its type, the entry's name, the device it was on, how many elements)
        @Nullable ElementType type = id.get(1) instanceof Global global ? STORAGES.get(global.name()) : null;
        if (type == null || !id.get(0).equals("storage") || !(id.get(2) instanceof String key)) {
            throw file.broken("refers to something else than a storage");
        }
        return new Storage(key, type, number(id.get(4)));
    }

    @Override
    public Object call(Object function, Tuple arguments) throws IOException {
        String name = function instanceof Global global ? global.name() : "something that is no function";
        return switch (name) {
            case DICTIONARY -> {
                if (arguments.size() != 0) {
                    throw file.broken("makes a dictionary in an unknown way");
                }
                yield new LinkedHashMap<String, Object>();
            }
            case TENSOR -> tensor(arguments);
            // The rest says whether it is trained and what listens to its gradient.
            case PARAMETER -> arguments.get(0);
            default -> throw file.broken("calls " + name);
        };
    }

    private Unnamed tensor(Tuple arguments) throws IOException {
        if (!(arguments.get(0) instanceof Storage storage)) {
            throw file.broken("makes a tensor of something else than a storage");
        }
        List<Long> sizes = numbers(arguments.get(2));
        List<Long> strides = numbers(arguments.get(3));
        if (sizes.size() != strides.size() || sizes.size() > MOST_AXES) {
            throw file.broken("makes a tensor of sizes " + sizes + " and strides " + strides);
        }
        return new Unnamed(storage, number(arguments.get(1)), sizes, strides);
    }

    private List<Long> numbers(Object tuple) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Object item : ((Tuple) tuple).items()) {
            numbers.add(number(item));
        }
        return numbers;
    }

    private long number(Object value) throws IOException {
        if (!(value instanceof Long number) || number < 0) {
            throw file.broken("has a size, stride or offset that is not a whole number, 0 or above");
        }
        return number;
    }

    private Stored named(String name, Unnamed unnamed) throws IOException {
        Storage storage = unnamed.storage();
        TensorInfo info = TensorInfo.checked(file, name, unnamed.sizes(), storage.type());
        StridedTensor tensor = new StridedTensor(info, unnamed.offset(), unnamed.strides());
        if (unnamed.offset() > storage.size() || !fits(tensor, storage.size() - unnamed.offset())) {
            throw file.broken(info + " with strides " + unnamed.strides() + " begins at element " + unnamed.offset()
                    + "; its storage has " + storage.size());
        }
        return new Stored(tensor, storage);
    }

    /** Also refuses a tensor with more elements than it has memory: a few bytes could stand for any amount. */
    private static boolean fits(StridedTensor tensor, long available) {
        try {
            return tensor.covered() <= available && tensor.info().size() <= available;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
