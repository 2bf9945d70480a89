/**
 * Decodes lossy WebP's bit streams: VP8 key frames, as libwebp shows them.
 *
 * <p>See <a href="https://www.rfc-editor.org/rfc/rfc6386">RFC 6386</a>; sections are meant as those of it.
 */
@NullMarked
package triptych.vision.image.vp8;

import org.jspecify.annotations.NullMarked;
