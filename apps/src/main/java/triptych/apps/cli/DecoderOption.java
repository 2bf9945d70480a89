package triptych.apps.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import triptych.apps.OpenOptions;
import triptych.apps.PictureDecoder;

/** What decodes picture files. */
final class DecoderOption {

    @Option(
            names = "--decoder",
            paramLabel = "java|opencv",
            converter = Names.class,
            description =
                    "java, which is safe for any file; opencv, native code for JPEG, PNG and WebP files that you trust"
                            + " (default: java).")
    private PictureDecoder decoder = PictureDecoder.JAVA;

    /** The options with this decoder. */
    OpenOptions in(OpenOptions options) {
        return options.withDecoder(decoder);
    }

    /** Reads names in small letters. */
    static final class Names implements ITypeConverter<PictureDecoder> {

        @Override
        public PictureDecoder convert(String name) {
            for (PictureDecoder decoder : PictureDecoder.values()) {
                if (decoder.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return decoder;
                }
            }
            throw new TypeConversionException("'" + name + "' is not java or opencv");
        }
    }
}
