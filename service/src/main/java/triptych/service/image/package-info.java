/** Pictures of strangers: what is let in, and from where. */
@NullMarked
package triptych.service.image;

import org.jspecify.annotations.NullMarked;
