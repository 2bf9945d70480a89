package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** An open file, read at any position; little-endian. Several threads may read from one. */
final class FileBytes implements AutoCloseable {

    private static final String POINTER = "version https://git-lfs";

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private FileBytes(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static FileBytes open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            FileBytes file = new FileBytes(path, channel, channel.size());
            file.refusePointer();
            return file;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What Git leaves in place of a large file that was not fetched. */
    private void refusePointer() throws IOException {
        byte[] start = POINTER.getBytes(StandardCharsets.US_ASCII);
        if (size >= start.length && Arrays.equals(read(0, start.length).array(), start)) {
            throw broken("is a pointer of Git LFS; the file itself was not downloaded");
        }
    }

    Path path() {
        return path;
    }

    /** Bytes in the file when it was opened. */
    long size() {
        return size;
    }

    /** Fills what remains of {@code buffer} from {@code position} on. */
    void read(long position, ByteBuffer buffer) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw broken("ends at byte " + at + "; " + buffer.remaining() + " more were needed");
            }
            at += count;
        }
    }

    /** Reads {@code length} bytes; callers have checked that the file holds so many. */
    ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(position, buffer);
        return buffer.flip();
    }

    /** An error about this file for the caller to throw. */
    CheckpointException broken(String message) {
        return new CheckpointException(path, message);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
