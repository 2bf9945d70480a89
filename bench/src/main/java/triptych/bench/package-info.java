/** Measures this project and its peers on the same rows, each in a fresh process. */
@NullMarked
package triptych.bench;

import org.jspecify.annotations.NullMarked;
