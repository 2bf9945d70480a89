/**
 * Many callers of the same models: whether their answers hold, what memory does, and how many calls there are a second.
 */
@NullMarked
package triptych.bench.callers;

import org.jspecify.annotations.NullMarked;
