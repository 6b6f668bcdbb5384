/**
 * What each column holds is said once, on its own line of the schema: « nom text not null, -- Nom @classe C2 ». The statements that make these
 * the comments of the database, where the classes are read. A line without one leaves its column without a class, which a test finds.
 */
export function commentColumns(texte: string): string {
  let table = "";
  return texte
    .split(/\r?\n/)
    .map((line) => {
      table = TABLE.exec(line)?.[1] ?? table;
      const [, colonne, contenu] = COLONNE.exec(line) ?? [];
      return contenu ? `comment on column ${table}.${colonne} is '${contenu.replaceAll("'", "''")}';\n` : "";
    })
    .join("");
}

const TABLE = /^(?:create|alter) table ([\w.]+)/;
const COLONNE = /(?:^ {2}|\badd column )(?!add )(\w+) .*-- (.+ @classe C\d)$/;
