/** French typography of a message: no-break spaces with « » : ; ! ? %. */
export function french(message: string): string {
  return message.replace(/« /g, "«\u00a0").replace(/ (?=[»:;!?%](?:\s|$|[.,)»]))/g, "\u00a0");
}

/** « 1,5 »: a number as it is written in a French sentence. */
export function frenchNombre(valeur: number | string): string {
  return String(valeur).replace(".", ",");
}

/** « 2017-03-15 » → « 15/03/2017 »; « 2017-03 » → « 03/2017 ». */
export function frenchJour(iso: string): string {
  return iso.split("-").reverse().join("/");
}

/** A cell quoted in a message, cut at 60 characters so that a broken file does not flood the report. */
export function quote(texte: string): string {
  return `« ${texte.length > 60 ? `${texte.slice(0, 60)}…` : texte} »`;
}
