/** The pipelines over HTTP. */
@NullMarked
package triptych.service;

import org.jspecify.annotations.NullMarked;
