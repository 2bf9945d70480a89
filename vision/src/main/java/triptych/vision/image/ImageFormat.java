package triptych.vision.image;

/** A picture file format, told by the first bytes of a file and never by its name. */
public enum ImageFormat {
    /** Baseline and progressive, gray, colour, CMYK; 8 bits. */
    JPEG {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith(0xFF, 0xD8, 0xFF);
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return JpegHeader.read(file).header();
        }
    },
    /** All depths, palettes, alpha, interlaced. */
    PNG {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return PngHeader.read(file);
        }
    },
    /** The first frame. */
    GIF {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith('G', 'I', 'F', '8', '7', 'a') || file.startsWith('G', 'I', 'F', '8', '9', 'a');
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return GifHeader.read(file).header();
        }
    },
    /** Palettes, 16, 24 and 32 bits, run lengths. */
    BMP {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith('B', 'M');
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return BmpHeader.read(file);
        }
    },
    /** Lossy and lossless, with and without alpha; of an animation the first frame. */
    WEBP {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith('R', 'I', 'F', 'F') && file.has(8, "WEBP");
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return WebpHeader.read(file).header();
        }
    },
    /** The first page; not BigTIFF. */
    TIFF {
        @Override
        boolean accepts(ImageBytes file) {
            return file.startsWith('I', 'I', 42, 0) || file.startsWith('M', 'M', 0, 42);
        }

        @Override
        ImageHeader header(ImageBytes file) throws ImageException {
            return TiffHeader.read(file);
        }
    };

    abstract boolean accepts(ImageBytes file);

    /** Reads what the file says of itself, without decoding. */
    abstract ImageHeader header(ImageBytes file) throws ImageException;
}
