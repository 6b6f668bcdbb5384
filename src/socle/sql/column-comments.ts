/**
 * Builds the comments of the database, where classes are read, from the end of each column's line in the schema: « nom text not null, -- Nom @classe
 * C2 ». A column without one has no class, which a test finds.
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
