package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the few instructions of Python's <a
 * href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">pickle</a> that PyTorch writes for a dictionary
 * of tensors. It builds texts, numbers, lists, maps and tuples; everything else is left to {@link Objects}, which knows
 * what may be made. Nothing is looked up by name and nothing of the file's choice is called.
 */
final class Pickle {

    private static final int PROTOCOL = 2;
    private static final Object NONE = new Object();

    private final FileBytes file;
    private final ByteBuffer bytes;
    private final Objects objects;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(FileBytes file, ByteBuffer bytes, Objects objects) {
        this.file = file;
        this.bytes = bytes;
        this.objects = objects;
    }

    /** Makes what is not plain data. Each method refuses what it does not know. */
    interface Objects {

        /** A Python class or function. */
        Object global(String name) throws IOException;

        /** An object that is stored beside the pickle. */
        Object persistent(Tuple id) throws IOException;

        /** What {@code function} returns, a result of {@link #global}. */
        Object call(Object function, Tuple arguments) throws IOException;
    }

    /** A Python tuple. */
    record Tuple(List<Object> items) {

        /** The item at {@code index}; fails like a list if there is none. */
        Object get(int index) {
            return items.get(index);
        }

        int size() {
            return items.size();
        }
    }

    /** Runs the pickle in {@code bytes}, which is part of {@code file}, and returns what it builds. */
    static Object run(FileBytes file, ByteBuffer bytes, Objects objects) throws IOException {
        try {
            return new Pickle(file, bytes.order(ByteOrder.LITTLE_ENDIAN), objects).run();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException e) {
            throw new CheckpointException(file.path(), "has a damaged pickle", e);
        }
    }

    private Object run() throws IOException {
        while (true) {
            int instruction = Byte.toUnsignedInt(bytes.get());
            if (instruction == '.') {
                return pop();
            }
            step(instruction);
        }
    }

    private void step(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> checkProtocol(Byte.toUnsignedInt(bytes.get()));
            case '(' -> marks.push(stack.size());
            case '}' -> stack.add(new LinkedHashMap<String, Object>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(new Tuple(List.of()));
            case 't' -> stack.add(new Tuple(popToMark()));
            case 0x85 -> stack.add(tuple(1));
            case 0x86 -> stack.add(tuple(2));
            case 0x87 -> stack.add(tuple(3));
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) Byte.toUnsignedInt(bytes.get()));
            case 'M' -> stack.add((long) Short.toUnsignedInt(bytes.getShort()));
            case 'J' -> stack.add((long) bytes.getInt());
            case 0x8a -> stack.add(longInteger());
            case 'G' -> stack.add(bigEndianDouble());
            case 'X' -> stack.add(text());
            case 'c' -> stack.add(objects.global(line() + "." + line()));
            case 'Q' -> stack.add(objects.persistent((Tuple) pop()));
            case 'R' -> reduce();
            case 'b' -> build();
            case 's' -> putAll(tuple(2).items());
            case 'u' -> putAll(popToMark());
            case 'a' -> append(List.of(pop()));
            case 'e' -> append(popToMark());
            case 'q' -> memo.put(Byte.toUnsignedInt(bytes.get()), top());
            case 'r' -> memo.put(bytes.getInt(), top());
            case 'h' -> stack.add(remembered(Byte.toUnsignedInt(bytes.get())));
            case 'j' -> stack.add(remembered(bytes.getInt()));
            default ->
                throw file.broken("has a pickle with the instruction 0x" + Integer.toHexString(instruction)
                        + " at byte " + (bytes.position() - 1) + ", which a dictionary of tensors does not need");
        }
    }

    private void checkProtocol(int protocol) throws IOException {
        if (protocol != PROTOCOL) {
            throw file.broken("has a pickle of protocol " + protocol + "; PyTorch writes protocol " + PROTOCOL);
        }
    }

    private Tuple tuple(int size) {
        List<Object> items = stack.subList(stack.size() - size, stack.size());
        Tuple tuple = new Tuple(List.copyOf(items));
        items.clear();
        return tuple;
    }

    private long longInteger() throws IOException {
        int length = Byte.toUnsignedInt(bytes.get());
        if (length > Long.BYTES) {
            throw file.broken("has a pickle with a number of " + length + " bytes; at most 8 make sense");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) Byte.toUnsignedInt(bytes.get()) << (Byte.SIZE * i);
        }
        int unused = Long.SIZE - Byte.SIZE * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    private double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
    }

    private String text() throws IOException {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw file.broken("has a pickle with a text of " + Integer.toUnsignedString(length) + " bytes; "
                    + bytes.remaining() + " are left");
        }
        String text = StandardCharsets.UTF_8
                .decode(bytes.slice(bytes.position(), length))
                .toString();
        bytes.position(bytes.position() + length);
        return text;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char c = (char) bytes.get(); c != '\n'; c = (char) bytes.get()) {
            line.append(c);
        }
        return line.toString();
    }

    private void reduce() throws IOException {
        Tuple arguments = (Tuple) pop();
        stack.add(objects.call(pop(), arguments));
    }

    /** Python sets attributes of an object here; an ordered dictionary of weights has its versions there, unused. */
    private void build() throws IOException {
        pop();
        if (!(top() instanceof Map)) {
            throw file.broken("has a pickle that sets attributes of something else than a dictionary");
        }
    }

    @SuppressWarnings(
            "unchecked") // All maps on the stack were put there by this class or as empty ordered dictionaries.
    private void putAll(List<Object> pairs) throws IOException {
        if (!(top() instanceof Map)) {
            throw file.broken("has a pickle that puts an entry into something else than a dictionary");
        }
        Map<String, Object> map = (Map<String, Object>) top();
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = pairs.get(i);
            if (!(key instanceof String name)) {
                throw file.broken("has a pickle with a dictionary whose keys are not texts");
            }
            map.put(name, pairs.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked") // Lists on the stack are made by this class only.
    private void append(List<Object> items) throws IOException {
        if (!(top() instanceof List)) {
            throw file.broken("has a pickle that appends to something else than a list");
        }
        ((List<Object>) top()).addAll(items);
    }

    private Object remembered(int key) throws IOException {
        Object value = memo.get(key);
        if (value == null) {
            throw file.broken("has a pickle that recalls number " + key + ", which it never stored");
        }
        return value;
    }

    private List<Object> popToMark() throws IOException {
        if (marks.isEmpty() || marks.peek() > stack.size()) {
            throw file.broken("has a pickle that ends a group it did not begin");
        }
        int mark = marks.pop();
        List<Object> items = stack.subList(mark, stack.size());
        List<Object> copy = List.copyOf(items);
        items.clear();
        return copy;
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }
}
