package triptych.text.token;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import triptych.core.checkpoint.CheckpointException;

/**
 * What a SentencePiece model file holds, checked before native code sees it, which a bad one could make abort the
 * process.
 *
 * @param pieces the pieces by id
 * @param type {@link #UNIGRAM} or another way to split
 * @param characters the table that text is normalized with; empty if there is none
 * @param file the bytes of the file
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">the format</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SentencePieceModel(List<Piece> pieces, int type, byte[] characters, byte[] file) {

    static final int UNIGRAM = 1;

    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int BYTE = 6;

    /**
     * @param text how the piece is written, with U+2581 for a blank
     * @param score its log-probability
     * @param type whether it is text, a control symbol, a byte, …
     */
    record Piece(String text, float score, int type) {

        boolean isByte() {
            return type == BYTE;
        }
    }

    static SentencePieceModel read(TokenizerFolder folder, String name) throws IOException {
        byte[] file = folder.bytes(name);
        try {
            SentencePieceModel model = parse(file);
            Charsmap.check(folder.file(name), model.characters);
            return model;
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(folder.file(name), String.valueOf(e.getMessage()), e);
        }
    }

    boolean isUnknown(int id) {
        return id < pieces.size() && pieces.get(id).type == UNKNOWN;
    }

    boolean isByte(int id) {
        return id < pieces.size() && pieces.get(id).isByte();
    }

    private static SentencePieceModel parse(byte[] file) {
        List<Piece> pieces = new ArrayList<>();
        int type = UNIGRAM;
        byte[] characters = {};
        Protobuf model = new Protobuf(file);
        while (model.next()) {
            switch (model.field()) {
                case 1 -> pieces.add(piece(model.message()));
                case 2 -> type = (int) firstNumber(model.message(), 3, UNIGRAM);
                case 3 -> characters = firstBytes(model.message(), 2);
                case 5 -> Charsmap.check(firstBytes(model.message(), 2));
                default -> model.skip();
            }
        }
        if (pieces.stream().noneMatch(piece -> piece.type == UNKNOWN)) {
            throw new IllegalArgumentException(
                    "is not a SentencePiece model: has " + pieces.size() + " pieces, none of them for the unknown");
        }
        return new SentencePieceModel(pieces, type, characters, file);
    }

    private static Piece piece(Protobuf message) {
        String text = "";
        float score = 0;
        int type = NORMAL;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> text = text(message.bytes());
                case 2 -> score = message.real();
                case 3 -> type = (int) message.number();
                default -> message.skip();
            }
        }
        if (text.isEmpty() || !Float.isFinite(score) || type < NORMAL || type > BYTE) {
            throw new IllegalArgumentException("is not a SentencePiece model: the piece '" + text + "' has the score "
                    + score + " and the type " + type);
        }
        return new Piece(text, score, type);
    }

    private static String text(byte[] bytes) {
        try {
            return WellFormed.utf8(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not a SentencePiece model: a piece is not UTF-8", e);
        }
    }

    private static long firstNumber(Protobuf message, int field, long otherwise) {
        long found = otherwise;
        while (message.next()) {
            if (message.field() == field) {
                found = message.number();
            } else {
                message.skip();
            }
        }
        return found;
    }

    private static byte[] firstBytes(Protobuf message, int field) {
        byte[] found = {};
        while (message.next()) {
            if (message.field() == field) {
                found = message.bytes();
            } else {
                message.skip();
            }
        }
        return found;
    }
}
