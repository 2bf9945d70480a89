package triptych.text.token;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpProcessor;
import ai.djl.sentencepiece.SpTokenizer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.run.Gate;

/** Runs a SentencePiece model in SentencePiece itself. */
final class SentencePiece implements AutoCloseable {

    private final SentencePieceModel model;
    private final SpTokenizer tokenizer;
    private final CharacterTable characters;
    private final boolean hasBytes;
    private final Gate gate = new Gate("the tokenizer is closed");

    private SentencePiece(SentencePieceModel model, SpTokenizer tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
        characters = new CharacterTable(model.characters());
        this.hasBytes = model.pieces().stream().anyMatch(SentencePieceModel.Piece::isByte);
    }

    static SentencePiece open(TokenizerFolder folder, String name) throws IOException {
        SentencePieceModel model = SentencePieceModel.read(folder, name);
        Natives.stayOffline();
        try {
            return new SentencePiece(model, new SpTokenizer(model.file()));
        } catch (EngineException e) {
            throw new CheckpointException(folder.file(name), "is refused by SentencePiece: " + e.getMessage(), e);
        }
    }

    SentencePieceModel model() {
        return model;
    }

    /** Splits a text; a part that the model does not know is a piece of its own, as it is written. */
    List<String> pieces(String text) {
        return use(processor -> List.of(processor.tokenize(text)));
    }

    int[] ids(String text) {
        return use(processor -> processor.encode(text));
    }

    /** Where the pieces of a text stand in it; null if its characters were changed in a way that can't be followed. */
    @Nullable
    List<Span> spans(String text) {
        return PieceSpans.of(model, characters, text, ids(text));
    }

    /** Puts pieces together to a text; one that the model does not know stays as it is. */
    String join(List<String> pieces) {
        List<String> whole = hasBytes ? BytePieces.join(pieces) : pieces;
        StandIns standIns = new StandIns(whole);
        String[] given = whole.stream().map(standIns::hide).toArray(String[]::new);
        return standIns.reveal(use(processor -> processor.buildSentence(given)));
    }

    @Override
    public void close() {
        gate.close(tokenizer::close);
    }

    private <T> T use(Function<SpProcessor, T> call) {
        return gate.pass(() -> call.apply(tokenizer.getProcessor()));
    }
}
