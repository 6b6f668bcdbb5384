import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import type { DoublonDeFiche } from "../../actes/doublon/lire-doublons.ts";
import type { FicheLue } from "../../lectures/registre/lire-fiche.ts";
import { CHEMIN_DOUBLONS } from "../doublon/doublons-page.tsx";

/** Shown before the registration: only the national system can cancel a second number of the same person. */
export function DoublonsFiche({ lue: { fiche, doublons } }: { lue: FicheLue }) {
  if (doublons === null || doublons.length === 0) return null;
  return (
    <Message
      ton="alerte"
      titre={doublons.length === 1 ? "Un autre dossier lui ressemble" : `${doublons.length} dossiers lui ressemblent`}
    >
      <ul>
        {doublons.map((doublon) => (
          <li>
            <Autre epci={fiche.epci} doublon={doublon} /> : {doublon.phrases.join(" ")}
          </li>
        ))}
      </ul>
      <p>
        <a href={hrefTerritoire(fiche.epci, CHEMIN_DOUBLONS)}>Comparer et décider</a>
      </p>
    </Message>
  );
}

function Autre({ epci, doublon: { id, autre, guichet } }: { epci: string; doublon: DoublonDeFiche }) {
  if (autre === null) {
    return (
      <>
        Un dossier de {guichet ?? "un autre guichet"} (rapprochement n° {id})
      </>
    );
  }
  return (
    <a href={hrefTerritoire(epci, cheminDemande(autre.demandeur))}>
      {autre.reference === null ? "Dossier sans référence" : `Dossier ${autre.reference}`}
    </a>
  );
}
