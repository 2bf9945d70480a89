/** Reading of a checkpoint's settings. */
@NullMarked
package triptych.core.config;

import org.jspecify.annotations.NullMarked;
