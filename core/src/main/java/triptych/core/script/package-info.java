/** Recording of blocks as a TorchScript program, and running it. */
@NullMarked
package triptych.core.script;

import org.jspecify.annotations.NullMarked;
