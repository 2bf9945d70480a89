package triptych.service.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;

/** The settings as a table in Markdown, made from the records themselves. */
public final class SettingsTable {

    private final StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");

    private SettingsTable() {}

    /** The table, with a line break at its end. */
    public static String markdown() {
        SettingsTable table = new SettingsTable();
        table.rows(ServiceSettings.defaults(), "");
        table.rows(ModelSettings.DEFAULTS, "models.NAME.");
        return table.table.toString();
    }

    private void rows(Record settings, String path) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = RecordReader.call(component, settings);
            if (value instanceof Record nested) {
                rows(nested, path + component.getName() + ".");
            } else {
                table.append("| `").append(path).append(component.getName()).append("` | ");
                table.append(shown(component, value)).append(" | ");
                table.append(meaning(component)).append(" |\n");
            }
        }
    }

    private static String shown(RecordComponent component, Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return "`" + String.join(", ", list.stream().map(String::valueOf).toList()) + "`";
        }
        boolean empty = value instanceof List<?> || component.getType() == java.util.Map.class;
        return empty ? "none" : "`" + value + "`";
    }

    private static String meaning(RecordComponent component) {
        return Objects.requireNonNull(
                        component.getAnnotation(Meaning.class), () -> component + " says nothing of its meaning")
                .value();
    }
}
