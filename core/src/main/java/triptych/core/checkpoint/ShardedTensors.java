package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

/** The tensors of several files, which an index such as {@code model.safetensors.index.json} assigns to them. */
final class ShardedTensors implements TensorFiles {

    private final List<TensorFiles> files = new ArrayList<>();
    private final Map<String, TensorFiles> holders = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Path index;

    private ShardedTensors(Path index) {
        this.index = index;
    }

    /** Opens one file of those that an index names. */
    interface Opener {
        TensorFiles open(Path file) throws IOException;
    }

    /**
     * Opens all files that {@code index} names.
     *
     * @throws CheckpointException if a file is missing, or does not hold what the index says
     */
    static ShardedTensors open(Path index, Opener opener) throws IOException {
        ShardedTensors sharded = new ShardedTensors(index);
        try {
            sharded.openAll(opener);
            return sharded;
        } catch (IOException | RuntimeException e) {
            sharded.close();
            throw e;
        }
    }

    private void openAll(Opener opener) throws IOException {
        Map<String, String> assignments = assignments();
        for (String name : new TreeSet<>(assignments.values())) {
            Path shard = shard(name);
            TensorFiles file = opener.open(shard);
            files.add(file);
            for (TensorInfo info : file.tensors().values()) {
                if (holders.put(info.name(), file) != null) {
                    throw new CheckpointException(shard, "holds " + info.name() + ", which another shard holds too");
                }
                // Like the reference, all that the files hold: the index only says where to look.
                tensors.put(info.name(), info);
            }
        }
        for (Map.Entry<String, String> entry : assignments.entrySet()) {
            if (!tensors.containsKey(entry.getKey())) {
                throw new CheckpointException(
                        index, "says that " + entry.getKey() + " is in " + entry.getValue() + "; no shard holds it");
            }
        }
    }

    private Map<String, String> assignments() throws IOException {
        try {
            ConfigFile map = ConfigFile.read(index).section("weight_map");
            Map<String, String> assignments = new LinkedHashMap<>();
            for (String tensor : map.keys()) {
                assignments.put(tensor, map.text(tensor));
            }
            return assignments;
        } catch (ConfigException e) {
            throw new CheckpointException(index, "is not an index of shards", e);
        }
    }

    private Path shard(String name) throws IOException {
        // A name with a folder in it could lead out of the checkpoint.
        if (!name.matches("[^/\\\\]+") || name.equals("..")) {
            throw new CheckpointException(index, "names the file '" + name + "'; it must be one beside the index");
        }
        Path shard = index.resolveSibling(name);
        if (!Files.isRegularFile(shard)) {
            throw new CheckpointException(index, "names the file " + name + ", which is missing");
        }
        return shard;
    }

    @Override
    public Path location() {
        return index;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void readInto(String name, NDArray array) throws IOException {
        holder(name).readInto(name, array);
    }

    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        return holder(name).readExact(name, manager);
    }

    private TensorFiles holder(String name) {
        TensorFiles holder = holders.get(name);
        if (holder == null) {
            throw new IllegalArgumentException(index + " has no tensor called " + name);
        }
        return holder;
    }

    @Override
    public void close() throws IOException {
        for (TensorFiles file : files) {
            file.close();
        }
    }
}
