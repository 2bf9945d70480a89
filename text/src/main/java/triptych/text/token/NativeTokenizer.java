package triptych.text.token;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import triptych.core.run.Gate;

/**
 * Runs a tokenizer.json in the tokenizers library.
 *
 * <p>The library's tokenizer holds the length to cut to as its state, so an encoding that may cut has it for itself;
 * all others run side by side.
 */
final class NativeTokenizer implements AutoCloseable {

    static final int UNLIMITED = Integer.MAX_VALUE;

    /** Without these DJL would cut texts at 512 tokens and pad them. */
    private static final Map<String, String> OPTIONS = Map.of(
            "truncation",
            "true",
            "maxLength",
            Integer.toString(UNLIMITED),
            "modelMaxLength",
            Integer.toString(UNLIMITED),
            "padding",
            "false");

    private final HuggingFaceTokenizer tokenizer;
    private final Gate gate = new Gate("the tokenizer is closed");
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private NativeTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** @throws IllegalArgumentException if the library refuses the text */
    static NativeTokenizer of(String json) throws IOException {
        Natives.stayOffline();
        LibUtils.checkStatus(); // a machine's trouble, not the checkpoint's
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new NativeTokenizer(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), OPTIONS));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is refused by the tokenizers library: " + e.getMessage(), e);
        }
    }

    /** @param maxLength where to cut; {@link #UNLIMITED} if nowhere */
    Encoding encode(String text, @Nullable String pair, boolean special, int maxLength, Truncation how) {
        return gate.pass(() -> encodeOpen(text, pair, special, maxLength, how));
    }

    private Encoding encodeOpen(String text, @Nullable String pair, boolean special, int maxLength, Truncation how) {
        boolean cuts = how != Truncation.NONE && maxLength != UNLIMITED;
        Lock held = cuts ? lock.writeLock() : lock.readLock();
        held.lock();
        try {
            if (!cuts) {
                return encode(text, pair, special);
            }
            TokenizersLibrary.LIB.setTruncation(tokenizer.getHandle(), maxLength, how.name(), 0);
            try {
                return encode(text, pair, special);
            } finally {
                TokenizersLibrary.LIB.setTruncation(
                        tokenizer.getHandle(), UNLIMITED, Truncation.LONGEST_FIRST.name(), 0);
            }
        } finally {
            held.unlock();
        }
    }

    String decode(int[] ids, boolean skipSpecialTokens) {
        long[] wide = Arrays.stream(ids).asLongStream().toArray();
        return gate.pass(() -> {
            lock.readLock().lock();
            try {
                return tokenizer.decode(wide, skipSpecialTokens);
            } finally {
                lock.readLock().unlock();
            }
        });
    }

    @Override
    public void close() {
        gate.close(tokenizer::close);
    }

    private Encoding encode(String text, @Nullable String pair, boolean special) {
        ai.djl.huggingface.tokenizers.Encoding got =
                pair == null ? tokenizer.encode(text, special, false) : tokenizer.encode(text, pair, special, false);
        List<Span> spans = Arrays.stream(got.getCharTokenSpans())
                .map(NativeTokenizer::span)
                .toList();
        return new Encoding(
                narrow(got.getIds()),
                List.of(got.getTokens()),
                narrow(got.getTypeIds()),
                narrow(got.getAttentionMask()),
                spans);
    }

    /** Tokens that were put around the text have no span. */
    private static Span span(@Nullable CharSpan span) {
        return span == null ? new Span(0, 0) : new Span(span.getStart(), span.getEnd());
    }

    private static int[] narrow(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }
}
