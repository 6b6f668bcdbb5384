import sharp from "sharp";
import { OCTETS_PIECE_MAX } from "../../regles/piece/piece.ts";
import { hasAutreFormat, latin, type Signature } from "./signature.ts";
import { refusee, type VerdictPiece } from "./verdict.ts";

/** The largest common telephone sensor has 108 million points; an attack has ten times that. */
const PIXELS_MAX = 110_000_000;
/** In pixels: a page of paper stays legible, in a third of the bytes that telephones send. */
const COTE_MAX = 2_600;
const QUALITE = 82;
const SECONDES = 15;

/**
 * Decodes an image and writes its pixels again, upright, as a JPEG: anything but pixels (EXIF, place, thumbnails, comments, trailing bytes) is lost.
 * `tourner`: quarter turns asked by the household.
 */
export async function relireImage(octets: Uint8Array, signature: Signature, tourner = 0): Promise<VerdictPiece> {
  if (isMelange(octets, signature)) return refusee("melange");
  if (signature === "png" && isAnimee(octets)) return refusee("animee");
  const source = () =>
    sharp(octets, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1, sequentialRead: true }).timeout({
      seconds: SECONDES,
    });
  try {
    const { width, height, pages = 1, format } = await source().metadata();
    if (width * height > PIXELS_MAX) return refusee("image-geante");
    if (format !== signature) return refusee("melange");
    if (pages > 1) return refusee("animee");
    const relue = await source()
      .autoOrient()
      .rotate(tourner * 90)
      .resize(COTE_MAX, COTE_MAX, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: QUALITE, mozjpeg: false })
      .toBuffer();
    if (relue.length > OCTETS_PIECE_MAX) return refusee("image-geante");
    return { etat: "saine", format: "image", octets: new Uint8Array(relue), pages: 1 };
  } catch (error) {
    return refusee(/pixel limit|too large|exceeds/i.test(String(error)) ? "image-geante" : "image-abimee");
  }
}

/** An APNG declares itself before its pixels. */
function isAnimee(octets: Uint8Array): boolean {
  const texte = latin(octets, 0, octets.length);
  return texte.slice(0, texte.indexOf("IDAT")).includes("acTL");
}

/**
 * A file that is an image and something else. Telephones append films and previews to a photograph, which the rewriting drops; an appended program,
 * page, archive or PDF is a trap.
 */
function isMelange(octets: Uint8Array, signature: Signature): boolean {
  if (signature === "jpeg") return isMelangeJpeg(octets);
  const fin = signature === "png" ? latin(octets, 0, octets.length).lastIndexOf("IEND") : tailleRiff(octets);
  return fin >= 0 && hasAutreFormat(latin(octets, fin, octets.length));
}

function tailleRiff(octets: Uint8Array): number {
  return new DataView(octets.buffer, octets.byteOffset, octets.length).getUint32(4, true) + 8;
}

/** Reads the segments up to the pixels, then what follows the last end of image. */
function isMelangeJpeg(octets: Uint8Array): boolean {
  const vue = new DataView(octets.buffer, octets.byteOffset, octets.length);
  let place = 2;
  while (place + 4 <= octets.length && vue.getUint8(place) === 0xff && vue.getUint8(place + 1) !== 0xda) {
    const taille = vue.getUint16(place + 2);
    if (isFauxSegment(octets, place, taille)) return true;
    place += 2 + taille;
  }
  const fin = Buffer.from(octets.buffer, octets.byteOffset, octets.length).lastIndexOf(Buffer.of(0xff, 0xd9));
  return fin >= 0 && hasAutreFormat(latin(octets, fin + 2, octets.length));
}

/** Comments and application segments hold words; the others hold tables. */
function isFauxSegment(octets: Uint8Array, place: number, taille: number): boolean {
  const marque = octets[place + 1] ?? 0;
  if (marque === 0xe0 && isFauxJfif(octets, place, taille)) return true;
  const texte = marque === 0xfe || (marque >= 0xe0 && marque <= 0xef);
  return texte && hasAutreFormat(latin(octets, place + 4, place + 2 + taille));
}

/** A JFIF header is sixteen bytes and its thumbnail: a known trap has a length that spells the beginning of a JavaScript comment. */
function isFauxJfif(octets: Uint8Array, place: number, taille: number): boolean {
  if (latin(octets, place + 4, place + 8) !== "JFIF") return false;
  const [x = 0, y = 0] = [octets[place + 16], octets[place + 17]];
  return taille !== 16 + 3 * x * y;
}
