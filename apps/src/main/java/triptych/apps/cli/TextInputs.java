package triptych.apps.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import triptych.apps.cli.ProgressOption.Progress;

/** Texts from the arguments, from a file, or from the standard input. */
final class TextInputs {

    private static final String STANDARD_INPUT = "standard input";
    private static final long UNKNOWN = -1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "Texts; without any, they come from the standard input.")
    private List<String> texts = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "Read texts from a UTF-8 file.")
    private @Nullable Path file;

    @Mixin
    private ProgressOption progress;

    /** Takes some texts. */
    interface Reader {

        /**
         * Takes texts that came together.
         *
         * @param name how errors call each, by its place among these
         */
        void read(List<String> texts, IntFunction<String> name) throws IOException;
    }

    /** Gives every text to {@code reader}: the arguments, or each line of the file or the standard input. */
    void eachLine(Answers answers, Reader reader) throws IOException {
        check();
        if (!texts.isEmpty()) {
            reader.read(texts, TextInputs::name);
        } else if (file != null) {
            eachLine(file, answers, reader);
        } else {
            try (Lines lines = new Lines(System.in)) {
                eachLine(lines, answers, reader, read -> {});
            }
        }
    }

    private void eachLine(Path file, Answers answers, Reader reader) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        long count = count(file);
        try (Lines lines = new Lines(Files.newInputStream(file));
                Progress bar = progress.begin(String.valueOf(file.getFileName()), " lines", count, err, answers)) {
            eachLine(lines, answers, reader, bar::stepTo);
        }
    }

    private static void eachLine(Lines lines, Answers answers, Reader reader, LongConsumer progress)
            throws IOException {
        long read = 0;
        for (List<Lines.Line> some = lines.next(); !some.isEmpty(); some = lines.next()) {
            List<String> good = new ArrayList<>();
            for (Lines.Line line : some) {
                read++;
                if (line.fault() == null) {
                    good.add(line.text());
                } else {
                    read(good, read - 1, reader);
                    good = new ArrayList<>();
                    answers.refuse("line " + read, line.text(), new IllegalArgumentException(line.fault()));
                }
            }
            read(good, read, reader);
            progress.accept(read);
        }
    }

    /** Gives lines to {@code reader}, the last of which is the {@code last} of all. */
    private static void read(List<String> lines, long last, Reader reader) throws IOException {
        if (!lines.isEmpty()) {
            long before = last - lines.size();
            reader.read(lines, i -> "line " + (before + i + 1));
        }
    }

    private static String name(int place) {
        return "text " + (place + 1);
    }

    private static long count(Path file) throws IOException {
        if (!Files.isRegularFile(file)) { // what comes through a pipe comes once
            return UNKNOWN;
        }
        long lines = 0;
        int last = '\n';
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                last = read > 0 ? buffer[read - 1] : last;
            }
        }
        return last == '\n' ? lines : lines + 1;
    }

    /** Gives every text to {@code reader}: the arguments, or the whole of the file or the standard input as one. */
    void eachText(Reader reader) throws IOException {
        check();
        if (!texts.isEmpty()) {
            reader.read(texts, TextInputs::name);
        } else if (file != null) {
            String name = file.toString();
            reader.read(List.of(whole(Files.newInputStream(file), name)), any -> name);
        } else {
            reader.read(List.of(whole(System.in, STANDARD_INPUT)), any -> STANDARD_INPUT);
        }
    }

    private static String whole(InputStream stream, String name) throws IOException {
        try (stream) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stream.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(name + ": is not UTF-8 text", e);
        }
    }

    private void check() {
        if (!texts.isEmpty() && file != null) {
            throw new ParameterException(command.commandLine(), "Texts and '--file' are mutually exclusive");
        }
    }
}
