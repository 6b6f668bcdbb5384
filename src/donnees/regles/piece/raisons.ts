import { Refus } from "#socle/regles/shared/refus.ts";

/** Advice for any refused file: every telephone can do it. */
const PHOTO = "Prenez plutôt une photo du papier, ou enregistrez-le en PDF.";

/** Why a file is not kept, told to the household with what to do. */
export const RAISONS_PIECE = {
  vide: "Le fichier est vide. Choisissez-le de nouveau, ou reprenez la photo.",
  "trop-gros": "Le fichier dépasse 10 Mo. Reprenez la photo avec moins de détails, ou envoyez une page à la fois.",
  virus: "Le fichier contient un virus. Il a été détruit. Prenez une photo du papier lui-même.",
  "image-geante": `L’image est trop grande pour être lue. ${PHOTO}`,
  "image-abimee": "L’image est coupée ou abîmée. Reprenez la photo, puis renvoyez-la.",
  animee: "L’image contient plusieurs vues. Envoyez une photo simple, une par page.",
  heic:
    "Votre téléphone enregistre en HEIC. Réglez l’appareil photo sur « le plus compatible » (JPEG). " +
    "Ou faites une copie d’écran de la photo, puis envoyez-la.",
  tiff: "Le format TIFF n’est pas accepté. Enregistrez l’image en JPEG, puis renvoyez-la.",
  gif: "Le format GIF n’est pas accepté. Enregistrez l’image en JPEG, puis renvoyez-la.",
  svg: `Un dessin SVG n’est pas une photo. ${PHOTO}`,
  page: `Une page web n’est pas acceptée. ${PHOTO}`,
  archive: `Un document Word, Excel ou une archive n’est pas accepté. ${PHOTO}`,
  inconnu: `Ce format n’est pas accepté : il faut une photo (JPEG, PNG, WebP) ou un PDF. ${PHOTO}`,
  nom: "La fin du nom du fichier n’est pas celle d’une photo ou d’un PDF. Renommez-le en .jpg ou .pdf, puis renvoyez-le.",
  "type-different":
    "Le nom dit une photo et le contenu est un PDF, ou l’inverse. Renommez le fichier, puis renvoyez-le.",
  melange: `Le fichier contient autre chose que l’image ou le PDF. ${PHOTO}`,
  "pdf-actif": `Ce PDF contient un programme ou une action. Imprimez-le en PDF, puis renvoyez-le. ${PHOTO}`,
  "pdf-joint": `Ce PDF contient d’autres fichiers. Imprimez-le en PDF, puis renvoyez-le. ${PHOTO}`,
  "pdf-formulaire": `Ce PDF est un formulaire qui ne se fige pas. Imprimez-le en PDF, puis renvoyez-le. ${PHOTO}`,
  "pdf-protege": `Ce PDF est protégé par un mot de passe. Enregistrez-le sans mot de passe. ${PHOTO}`,
  "pdf-abime": `Ce PDF est coupé ou abîmé. Téléchargez-le de nouveau. ${PHOTO}`,
  "pdf-long": "Ce PDF a plus de 40 pages. Envoyez seulement les pages demandées.",
  "pdf-lourd": `Ce PDF est trop lourd à lire. ${PHOTO}`,
  nir:
    "Ce document montre un numéro de sécurité sociale. Cachez-le (bande de papier, feutre), " +
    "photographiez le papier, puis envoyez la photo.",
} as const satisfies Readonly<Record<string, string>>;
export type RaisonPiece = keyof typeof RAISONS_PIECE;

/** The message does not repeat the file's name, which is the household's. */
export function refuserPiece(raison: RaisonPiece): Refus {
  return new Refus(`piece-${raison}`, RAISONS_PIECE[raison], {}, raison === "trop-gros" ? "trop-grand" : "saisie");
}
