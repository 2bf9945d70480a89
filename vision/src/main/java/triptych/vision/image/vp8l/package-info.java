/**
 * Decodes lossless WebP's bit streams.
 *
 * <p>See <a href="https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification">the WebP
 * lossless bit stream specification</a>, also <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>; sections
 * are meant as those of the latter. Pixels are ints: alpha, red, green, blue from the highest byte down.
 */
@NullMarked
package triptych.vision.image.vp8l;

import org.jspecify.annotations.NullMarked;
