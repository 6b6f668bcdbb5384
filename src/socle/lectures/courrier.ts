/** One message to one address; no header comes from what somebody else wrote. */
export type MessageCourrier = {
  /** Identity of the message, the same when it is sent again: `<cle>@…`. Letters, digits, « - » and « . ». */
  readonly cle: string;
  readonly destinataire: { readonly nom: string; readonly courriel: string };
  /** Who convenes, as the recipient reads it; the address is the server's own. */
  readonly expediteur: string;
  readonly sujet: string;
  readonly texte: string;
  readonly evenement?: { readonly methode: "REQUEST" | "CANCEL"; readonly contenu: string };
  readonly pieces?: readonly { readonly nom: string; readonly type: "application/pdf"; readonly contenu: Uint8Array }[];
};

/** `panne`: the server itself does not answer, so that no other message would leave. `motif`: French, shown as is. */
export type IssueCourrier =
  | { readonly etat: "envoye" | "depose" }
  | { readonly etat: "echec"; readonly motif: string; readonly panne: boolean };

export type Courrier = {
  /** Address that messages come from, and of the organiser in calendars. */
  readonly adresse: string;
  /** Where messages are put when no mail server is set; null: they are sent. */
  readonly depot: string | null;
  /** Never throws: what went wrong is the outcome. */
  envoyer(message: MessageCourrier): Promise<IssueCourrier>;
};

export type MessageSms = {
  /** As for a message: the same when it is sent again. */
  readonly cle: string;
  /** « +33612345678 ». */
  readonly numero: string;
  readonly texte: string;
};

export type Sms = {
  /** Where messages are put when no gateway is set; null: they are sent. */
  readonly depot: string | null;
  /** Never throws: what went wrong is the outcome. */
  envoyer(message: MessageSms): Promise<IssueCourrier>;
};
