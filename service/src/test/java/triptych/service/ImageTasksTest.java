package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Captions, with real models; the captions are the reference's own. */
class ImageTasksTest {

    private static final String SURFING = "a person is surfing in the ocean";
    private static final String BOUNDARY = "----8f2a";

    private final Client client = RealModels.client();
    private final byte[] surfer = RealModels.sample("surfer.jpg");

    private static String caption(Client.Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("generated_text")
                .getAsString();
    }

    private static byte[] form(String part, byte[] content, String end) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part
                        + "\"; filename=\"x\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    @Test
    void captionsAPictureHoweverItComes() {
        String path = "/v1/image-to-text";
        assertEquals(SURFING, caption(client.post(path, "image/jpeg", surfer)));
        assertEquals(SURFING, caption(client.post(path, "application/octet-stream", surfer)));
        // The bytes decide.
        assertEquals(SURFING, caption(client.post(path, "image/png", surfer)));
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        assertEquals(SURFING, caption(client.post(path, type, form("image", surfer, "\r\n--" + BOUNDARY + "--\r\n"))));
        String base64 = Base64.getEncoder().encodeToString(surfer);
        assertEquals(SURFING, caption(client.post(path, "{\"inputs\": \"" + base64 + "\"}")));
        assertEquals(SURFING, caption(client.post(path, "{\"inputs\": \"data:image/jpeg;base64," + base64 + "\"}")));
        assertEquals(SURFING, caption(client.post("/models/captioner-flickr8k", "image/jpeg", surfer)));
    }

    @Test
    void answersWithAnObjectWhereAskedTo() {
        Client.Answer answer = client.post("/v1/image-to-text?output=object", "image/jpeg", surfer);
        assertEquals(
                SURFING, answer.json().getAsJsonObject().get("generated_text").getAsString());
    }

    @Test
    void translatesCaptions() {
        Client.Answer answer = client.post("/v1/image-to-text?translate_to=translator-en-pt", "image/jpeg", surfer);
        JsonObject caption = answer.json().getAsJsonArray().get(0).getAsJsonObject();
        assertEquals(SURFING, caption.get("generated_text").getAsString());
        assertTrue(caption.get("translation_text").getAsString().contains("pessoa"), answer.body());
        String base64 = Base64.getEncoder().encodeToString(surfer);
        Client.Answer json = client.post(
                "/v1/image-to-text",
                "{\"inputs\": \"" + base64 + "\", \"parameters\": {\"translate_to\": \"translator-en-pt\"}}");
        assertEquals(answer.body(), json.body());
        assertEquals(
                404,
                client.post("/v1/image-to-text?translate_to=nobody", "image/jpeg", surfer)
                        .status());
    }

    @Test
    void takesOptionsOfGeneration() {
        String base64 = Base64.getEncoder().encodeToString(surfer);
        Client.Answer answer = client.post(
                "/v1/image-to-text",
                "{\"inputs\": \"" + base64 + "\", \"parameters\": {\"num_beams\": 1, \"max_new_tokens\": 2}}");
        assertTrue(caption(answer).split(" ").length <= 2, answer.body());
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertEquals(
                422, client.post("/v1/image-to-text", "image/jpeg", new byte[0]).status());
        assertEquals(
                422,
                client.post("/v1/image-to-text", "image/jpeg", "no picture".getBytes(StandardCharsets.UTF_8))
                        .status());
        byte[] cut = Arrays.copyOf(surfer, surfer.length / 2);
        Client.Answer answer = client.post("/v1/image-to-text", "image/jpeg", cut);
        assertEquals(422, answer.status(), answer.body());
        assertEquals(415, client.post("/v1/image-to-text", "text/plain", surfer).status());
        assertEquals(
                400, client.post("/v1/image-to-text", "{\"inputs\": \"!!\"}").status());
        assertEquals(
                422,
                client.post("/v1/image-to-text", "{\"inputs\": \"https://example.org/a.png\"}")
                        .status());
        assertEquals(
                400,
                client.post("/v1/image-to-text?no_such=1", "image/jpeg", surfer).status());
    }

    @Test
    void refusesAFormWithoutItsEndAtOnce() {
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        Client.Answer cut = client.post("/v1/image-to-text", type, form("image", surfer, ""));
        assertEquals(400, cut.status(), cut.body());
        Client.Answer other =
                client.post("/v1/image-to-text", type, form("file", surfer, "\r\n--" + BOUNDARY + "--\r\n"));
        assertEquals(400, other.status(), other.body());
    }

    @Test
    void refusesABombBeforeItIsDecoded() throws IOException {
        long start = System.nanoTime();
        Client.Answer answer = client.post("/v1/image-to-text", "image/png", png(16_000, 16_000));
        assertEquals(422, answer.status(), answer.body());
        assertTrue(answer.body().contains("16000 x 16000"), answer.body());
        Client.Answer wide = client.post("/v1/image-to-text", "image/png", png(20_000, 1));
        assertEquals(422, wide.status(), wide.body());
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }

    @Test
    void refusesAFormatThatIsNotTaken() throws IOException {
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "bmp", bmp);
        Client.Answer answer = client.post("/v1/image-to-text", "image/png", bmp.toByteArray());
        assertEquals(415, answer.status(), answer.body());
        assertTrue(answer.body().contains("BMP"), answer.body());
    }

    @Test
    void refusesTooManyBytes() {
        Client.Answer answer = client.post("/v1/image-to-text", "image/jpeg", new byte[(10 << 20) + 1]);
        assertEquals(413, answer.status(), answer.body());
    }

    /** A PNG that claims a size; of its pixels there are none. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(out, header.toByteArray());
        chunk(out, "IDAT".getBytes(StandardCharsets.US_ASCII));
        chunk(out, "IEND".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, byte[] typeAndContent) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(typeAndContent);
        out.writeInt(typeAndContent.length - 4);
        out.write(typeAndContent);
        out.writeInt((int) crc.getValue());
    }
}
