package triptych.text.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the fields of a protocol buffer message one after the other.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class Protobuf {

    private final ByteBuffer buffer;
    private int field;
    private int wire;

    Protobuf(byte[] message) {
        this(ByteBuffer.wrap(message));
    }

    private Protobuf(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Goes to the next field; false at the end of the message.
     *
     * @throws IllegalArgumentException here and below, if the message is broken
     */
    boolean next() {
        if (!buffer.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (field == 0) {
            throw broken("a field has number 0");
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        expect(0);
        return varint();
    }

    float real() {
        expect(5);
        need(4);
        return buffer.getFloat();
    }

    byte[] bytes() {
        byte[] bytes = new byte[length()];
        buffer.get(bytes);
        return bytes;
    }

    Protobuf message() {
        int length = length();
        Protobuf inner = new Protobuf(buffer.slice(buffer.position(), length));
        buffer.position(buffer.position() + length);
        return inner;
    }

    void skip() {
        switch (wire) {
            case 0 -> varint();
            case 1 -> forward(8);
            case 2 -> forward(length());
            case 5 -> forward(4);
            default -> throw broken("a field has the unknown type " + wire);
        }
    }

    private int length() {
        expect(2);
        long length = varint();
        if (length < 0 || length > buffer.remaining()) {
            throw broken("a field has " + length + " bytes, the message only " + buffer.remaining() + " more");
        }
        return (int) length;
    }

    private void forward(int bytes) {
        need(bytes);
        buffer.position(buffer.position() + bytes);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte b = buffer.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number has more than 64 bits");
    }

    private void expect(int type) {
        if (wire != type) {
            throw broken("field " + field + " has type " + wire + ", not " + type);
        }
    }

    private void need(int bytes) {
        if (buffer.remaining() < bytes) {
            throw broken("ends in the middle of a field");
        }
    }

    private static IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("is not a SentencePiece model: " + what);
    }
}
