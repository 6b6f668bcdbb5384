import { refusals } from "../refusals.ts";

/** Type of the file by its bytes, whatever its name. */
export type TypeFichier = "texte" | "json" | "xlsx" | "xls" | "ods";

const EXPORT = "Exportez les données en CSV, puis déposez ce fichier.";
const RENOMME = "Redonnez-lui son extension d’origine, ou exportez les données en CSV, puis déposez ce fichier.";

/**
 * Reads the type in the first kilobytes and the name. Refuses `type-different` for what is not a table (PDF, web page, archive) and for a workbook
 * renamed .csv: a renamed file is most often the wrong one.
 */
export function findType(nom: string, debut: Uint8Array): TypeFichier {
  const bytes = Buffer.from(debut.buffer, debut.byteOffset, Math.min(debut.length, 4096));
  const texte = bytes.toString("latin1");
  const isClasseur = /\.(xlsx|xlsm|xls|ods)$/i.test(nom);
  if (texte.startsWith("PK\u0003\u0004")) return workbookOf(nom, texte, isClasseur);
  if (texte.startsWith("\u00d0\u00cf\u0011\u00e0")) {
    if (!isClasseur) throw refusals.typeDifferent(nom, "un classeur Excel (.xls) renommé", RENOMME);
    return "xls";
  }
  if (texte.startsWith("\u001f\u008b")) {
    throw refusals.typeDifferent(
      nom,
      "une archive compressée (gzip)",
      "Décompressez-la, puis déposez le fichier qu’elle contient.",
    );
  }
  if (texte.startsWith("%PDF")) throw refusals.typeDifferent(nom, "un document PDF, pas un tableau", EXPORT);
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8)/.test(texte))
    throw refusals.typeDifferent(nom, "une image, pas un tableau", EXPORT);
  const start = texte
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .slice(0, 200);
  if (/^<(!doctype html|html|head|body|table)/i.test(start) || (/^<\?xml/i.test(start) && /<html/i.test(texte))) {
    throw refusals.typeDifferent(
      nom,
      "une page web (HTML)",
      "C’est souvent une page de connexion enregistrée à la place du fichier : refaites le téléchargement.",
    );
  }
  return /^[{[]/.test(start) ? "json" : "texte";
}

function workbookOf(nom: string, texte: string, isClasseur: boolean): TypeFichier {
  // The standard wants the type first and uncompressed; some libraries compress it elsewhere, and only names of parts are visible.
  const isOds =
    texte.includes("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") ||
    (/\.ods$/i.test(nom) && /^(?:mimetype|META-INF\/|content\.xml)/.test(texte.slice(30)));
  const isXlsx = /\[Content_Types\]\.xml|xl\/|_rels\/|docProps\//.test(texte);
  if (!isOds && !isXlsx) {
    throw refusals.typeDifferent(nom, "une archive ZIP", "Décompressez-la, puis déposez le fichier qu’elle contient.");
  }
  if (!isClasseur) throw refusals.typeDifferent(nom, `un classeur (${isOds ? ".ods" : ".xlsx"}) renommé`, RENOMME);
  return isOds ? "ods" : "xlsx";
}
