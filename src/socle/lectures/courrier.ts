/** One message to one address; none of its headers comes from what somebody else wrote. */
export type MessageCourrier = {
  /** Identity of the message, kept when it is sent again: `<cle>@…`. Letters, digits, « - » and « . ». */
  readonly cle: string;
  readonly destinataire: { readonly nom: string; readonly courriel: string };
  /** Name of who convenes, as the recipient reads it; the address is the server's. */
  readonly expediteur: string;
  readonly sujet: string;
  readonly texte: string;
  readonly evenement?: { readonly methode: "REQUEST" | "CANCEL"; readonly contenu: string };
  readonly pieces?: readonly { readonly nom: string; readonly type: "application/pdf"; readonly contenu: Uint8Array }[];
};

/** `panne`: the server itself does not answer, so no other message would leave. `motif`: French, shown as is. */
export type IssueCourrier =
  | { readonly etat: "envoye" | "depose" }
  | { readonly etat: "echec"; readonly motif: string; readonly panne: boolean };

export type Courrier = {
  /** Sender of the messages, and organiser in calendars. */
  readonly adresse: string;
  /** Folder that receives messages when no mail server is set; null: they are sent. */
  readonly depot: string | null;
  /** Never throws: a failure is an outcome. */
  envoyer(message: MessageCourrier): Promise<IssueCourrier>;
};

export type MessageSms = {
  /** Kept when the message is sent again. */
  readonly cle: string;
  /** « +33612345678 ». */
  readonly numero: string;
  readonly texte: string;
};

export type Sms = {
  /** Folder that receives messages when no gateway is set; null: they are sent. */
  readonly depot: string | null;
  /** Never throws: a failure is an outcome. */
  envoyer(message: MessageSms): Promise<IssueCourrier>;
};
