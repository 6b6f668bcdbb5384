import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderReunionsIcs } from "#socle/documents/reunion-ics.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { MessageCourrier } from "#socle/lectures/courrier.ts";
import type { Site } from "#socle/routes/site.ts";
import { envoyerCourrier } from "../actes/courrier-envoyer.ts";
import { composeOrdreDuJour } from "../documents/ordre-du-jour-document.ts";
import { writeMessage } from "../lectures/convocation-message.ts";
import type { EnvoiReunion } from "../lectures/ports.ts";
import { evenementOf } from "../lectures/reunion-evenement.ts";
import { type ReunionLue, readReunion } from "../lectures/reunion-lire.ts";

/** Milliseconds before the page answers: the messages not sent by then wait for « Renvoyer ». */
const DELAI_MS = 20_000;

/** Sends the waiting messages, once the act is committed, and notes each outcome. */
export async function sendCourrier(site: Site, base: Base, epci: string, id: number): Promise<void> {
  const { courrier, horloge } = site.deps;
  const lue = await readReunion(base, epci, id);
  const maintenant = horloge.maintenant();
  const pdf = await renderDocumentPdf(composeOrdreDuJour(lue, maintenant));
  const fin = performance.now() + DELAI_MS;
  await envoyerCourrier(base, {
    epci,
    reunion: id,
    courrier,
    maintenant,
    compose: (envoi) => composeMessage(site, lue, { envoi, pdf }),
    encore: () => performance.now() < fin,
  });
}

/** The text, the event and the agenda, for one address. A cancellation has no agenda. */
function composeMessage(
  site: Site,
  lue: ReunionLue,
  { envoi, pdf }: { readonly envoi: EnvoiReunion; readonly pdf: Uint8Array },
): MessageCourrier {
  const { courrier, horloge, connexion } = site.deps;
  const { reunion, territoire, points } = lue;
  const invite = { nom: envoi.nom, courriel: envoi.courriel };
  const { origine } = connexion;
  const evenement = evenementOf(
    reunion,
    { nom: territoire.nom, points },
    { origine, adresse: courrier.adresse, invite },
  );
  const contenu = renderReunionsIcs({
    nom: null,
    methode: envoi.methode,
    maintenant: horloge.maintenant(),
    evenements: [evenement],
  });
  return {
    cle: `${reunion.uid}.${envoi.sequence}.${envoi.id}`,
    destinataire: invite,
    expediteur: territoire.nom,
    ...writeMessage(lue, envoi, origine),
    evenement: { methode: envoi.methode, contenu },
    pieces:
      envoi.methode === "CANCEL"
        ? []
        : [{ nom: `ordre-du-jour-${reunion.jour}.pdf`, type: "application/pdf", contenu: pdf }],
  };
}
