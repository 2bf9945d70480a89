/** The models that are served, one class for each task. */
@NullMarked
package triptych.service.model;

import org.jspecify.annotations.NullMarked;
