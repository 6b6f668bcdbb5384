import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkPdfBrut } from "./pdf-brut.ts";

const FIN = "startxref\n9\n";
const pdf = (corps: string, fin = FIN, marque = "%%EOF", suite = "") =>
  Buffer.from(`%PDF-1.4\n${corps}\n${fin}${marque}${suite}`, "latin1");
const flux = (contenu: Buffer) => `1 0 obj\nstream\n${contenu.toString("latin1")}\nendstream\nendobj`;
const plie = (nombre: number) => deflateSync(Buffer.alloc(nombre, 32));

test.each<[string, Buffer, string | null]>([
  ["whole", pdf("1 0 obj\n<</Type/Catalog>>\nendobj"), null],
  ["followed by blanks", pdf("", FIN, "%%EOF", "\r\n \0"), null],
  ["cut before its end", pdf("", FIN, ""), "pdf-abime"],
  ["that does not say where its table is", pdf("", "\n"), "pdf-abime"],
  ["whose table is said too far from its end", pdf("", `startxref\n9\n${" ".repeat(64)}`), "pdf-abime"],
  ["followed by something else", pdf("", FIN, "%%EOF", "PK"), "melange"],
  ["with a page between its objects", pdf("<HTML><body>"), "melange"],
  ["with a program between its objects", pdf("<script>a()</script>"), "melange"],
  ["with the same words in a stream", pdf(flux(Buffer.from("<script>"))), null],
  ["under a code", pdf("trailer <</Encrypt 3 0 R>>"), "pdf-protege"],
  ["under a code written there", pdf("trailer <</Encrypt <</V 1>>>>"), "pdf-protege"],
  ["that speaks of codes", pdf("(/Encryption)"), null],
  ["with a program of its own", pdf("<</JavaScript 3 0 R>>"), "pdf-actif"],
  ["that opens something", pdf("<</S/Launch>>"), "pdf-actif"],
  ["with a film", pdf("<</RichMedia 3 0 R>>"), "pdf-joint"],
  ["of five thousand streams", pdf(flux(Buffer.from("x")).repeat(5_000)), null],
  ["of one more", pdf(flux(Buffer.from("x")).repeat(5_001)), "pdf-lourd"],
  ["with a stream of 64 MB", pdf(flux(plie(64_000_000))), null],
  ["with a stream of more", pdf(flux(plie(64_000_001))), "pdf-lourd"],
  ["with a stream folded twice", pdf(flux(deflateSync(plie(1_000)))), null],
  ["with a stream folded three times", pdf(flux(deflateSync(deflateSync(plie(1_000))))), "pdf-lourd"],
  ["with a stream that is cut", pdf(flux(plie(1_000).subarray(0, 8))), null],
])("a PDF %s", (_, octets, raison) => {
  expect(checkPdfBrut(octets)).toBe(raison);
});

test("of which all streams together unfold too much", () => {
  const cinquante = flux(plie(50_000_000));
  expect(checkPdfBrut(pdf(Array.from({ length: 5 }, () => cinquante).join("\n")))).toBeNull();
  expect(checkPdfBrut(pdf(Array.from({ length: 6 }, () => cinquante).join("\n")))).toBe("pdf-lourd");
});
