package triptych.service.model;

import com.google.gson.JsonElement;
import org.jspecify.annotations.Nullable;
import triptych.apps.GeneratedText;

/**
 * What a request gets.
 *
 * @param json the whole answer, as the contract has it
 * @param text the text about the first input; empty for a task that gives none
 * @param written how that text was written; null where it was not written token by token
 */
public record Answer(
        JsonElement json, String text, @Nullable GeneratedText written) {}
