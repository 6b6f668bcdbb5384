import type { Context } from "hono";

const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  geojson: "application/geo+json; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
} as const;

export type TypeDocument = keyof typeof TYPES;

export type DocumentEnvoye = {
  /** Without extension: ASCII letters, digits, « - » and « . ». */
  readonly nom: string;
  readonly type: TypeDocument;
  readonly contenu: string | Uint8Array;
};

/** Sends a file to download under its name. */
export function sendDocument(c: Context, { nom, type, contenu }: DocumentEnvoye): Response {
  const body = typeof contenu === "string" ? contenu : new Uint8Array(contenu);
  return c.body(body, 200, {
    "content-type": TYPES[type],
    "content-disposition": `attachment; filename="${nom}.${type}"`,
  });
}
