/** French typography of a message: the space that goes with « » : ; ! ? % never breaks a line. */
export function french(message: string): string {
  return message.replace(/« /g, "«\u00a0").replace(/ (?=[»:;!?%](?:\s|$|[.,)»]))/g, "\u00a0");
}

/** A cell quoted in a message, cut at 60 characters so that a broken file does not flood the report. */
export function quote(texte: string): string {
  return `« ${texte.length > 60 ? `${texte.slice(0, 60)}…` : texte} »`;
}
