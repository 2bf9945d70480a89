package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import triptych.core.checkpoint.TorchPickle.Storage;
import triptych.core.checkpoint.TorchPickle.Stored;

/**
 * A file that {@code torch.save} wrote, such as {@code pytorch_model.bin}: a zip archive with a pickle, which says what
 * tensors there are, and an entry for each storage. Only tensors are read; a pickle that asks for anything else is
 * refused, and nothing in it is ever run. Storages are read from their place in the archive.
 */
public final class TorchFile implements TensorFiles {

    private static final int MOST_PICKLE_BYTES = 64 << 20;
    private static final int ZIP = 0x04034b50;
    private static final int MOST_NAME_BYTES = 16;

    private final FileBytes file;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private record Place(StridedTensor tensor, long storage) {}

    private TorchFile(FileBytes file) {
        this.file = file;
    }

    /**
     * Opens a file and checks that every tensor lies in its archive.
     *
     * @throws CheckpointException if one does not, if the file holds anything but tensors, or if it was written before
     *     PyTorch 1.6, in another format
     */
    public static TorchFile open(Path path) throws IOException {
        FileBytes bytes = FileBytes.open(path);
        try {
            TorchFile file = new TorchFile(bytes);
            file.readPickle();
            return file;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private void readPickle() throws IOException {
        checkThatItIsAZip();
        Map<String, ZipEntries.Entry> entries = ZipEntries.read(file);
        String pickle = entries.keySet().stream()
                .filter(name -> name.matches("[^/]+/data\\.pkl"))
                .findFirst()
                .orElseThrow(() -> file.broken("is a zip archive without a data.pkl: torch.save did not write it"));
        String root = pickle.substring(0, pickle.length() - "data.pkl".length());
        if (!text(entries, root + "byteorder").orElse("little").equals("little")) {
            throw file.broken("was written on a big-endian machine, which is not supported");
        }
        ByteBuffer bytes = bytes(pickle, entry(entries, pickle), MOST_PICKLE_BYTES);
        for (Map.Entry<String, Stored> stored : TorchPickle.read(file, bytes).entrySet()) {
            add(
                    stored.getKey(),
                    stored.getValue(),
                    entry(entries, root + "data/" + stored.getValue().storage().key()));
        }
    }

    private void checkThatItIsAZip() throws IOException {
        int magic =
                file.size() < Integer.BYTES ? 0 : file.read(0, Integer.BYTES).getInt();
        if ((magic & 0xff) == 0x80) {
            throw file.broken("is in the format that PyTorch wrote before 1.6; load it there and save it again,"
                    + " or convert it to safetensors");
        }
        if (magic != ZIP) {
            throw file.broken("is not a zip archive, which torch.save writes");
        }
    }

    private void add(String name, Stored stored, ZipEntries.Entry entry) throws IOException {
        Storage storage = stored.storage();
        if (storage.size() > entry.size() || storage.size() * storage.type().bytes() != entry.size()) {
            throw file.broken(name + " needs a storage of " + storage.size() + " " + storage.type() + "; its entry has "
                    + entry.size() + " bytes");
        }
        places.put(name, new Place(stored.tensor(), entry.position()));
        tensors.put(name, stored.tensor().info());
    }

    private ZipEntries.Entry entry(Map<String, ZipEntries.Entry> entries, String name) throws IOException {
        ZipEntries.Entry entry = entries.get(name);
        if (entry == null) {
            throw file.broken("has no entry " + name);
        }
        return entry;
    }

    private Optional<String> text(Map<String, ZipEntries.Entry> entries, String name) throws IOException {
        if (!entries.containsKey(name)) {
            return Optional.empty();
        }
        ByteBuffer bytes = bytes(name, entry(entries, name), MOST_NAME_BYTES);
        return Optional.of(StandardCharsets.UTF_8.decode(bytes).toString());
    }

    private ByteBuffer bytes(String name, ZipEntries.Entry entry, int most) throws IOException {
        if (entry.size() > most) {
            throw file.broken(name + " has " + entry.size() + " bytes; at most " + most + " are read");
        }
        return file.read(entry.position(), (int) entry.size());
    }

    @Override
    public Path location() {
        return file.path();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void readInto(String name, NDArray array) throws IOException {
        Place place = place(name);
        place.tensor().readInto(file, place.storage(), array);
    }

    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        Place place = place(name);
        return place.tensor().readExact(file, place.storage(), manager);
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(location() + " has no tensor called " + name);
        }
        return place;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
