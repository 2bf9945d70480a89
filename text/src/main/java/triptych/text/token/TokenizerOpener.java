package triptych.text.token;

import java.io.IOException;

/** Finds out what kind of tokenizer a folder holds, and opens it. */
final class TokenizerOpener {

    private TokenizerOpener() {}

    static Tokenizer open(TokenizerFolder folder) throws IOException {
        if (StudentTokenizer.isIn(folder)) {
            return StudentTokenizer.open(folder);
        }
        TokenizerSettings settings = TokenizerSettings.read(folder);
        TokenizerKind kind = TokenizerKind.of(folder, settings);
        return kind == TokenizerKind.MARIAN
                ? MarianTokenizer.open(folder, settings)
                : LibraryTokenizer.open(folder, settings, kind);
    }
}
