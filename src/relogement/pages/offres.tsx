import { Lignes } from "#socle/pages/design/lignes.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import type { FicheMenage, FicheOffre } from "../lectures/fiche.ts";
import { TON_REPONSE } from "./libelles.ts";
import { BoutonActe } from "./parts.tsx";

type Props = { readonly epci: string; readonly fiche: FicheMenage };

/** Counted offers, one box each, then the box of the next one: open, or what it needs. */
export function Offres({ epci, fiche }: Props) {
  const { offres, place, retirees, dossier } = fiche;
  return (
    <>
      <h2>Les offres</h2>
      <div class="offres">
        {offres.map((offre) => (
          <Offre epci={epci} fiche={fiche} offre={offre} />
        ))}
        <section class="offre vide">
          <h3>{place.titre}</h3>
          <p>{place.phrase}</p>
          {place.acte ? <BoutonActe epci={epci} id={dossier.id} acte={place.acte} /> : null}
        </section>
      </div>
      {retirees.length > 0 ? (
        <details>
          <summary>Offres retirées, qui ne comptent pas ({retirees.length})</summary>
          {retirees.map((offre) => (
            <Offre epci={epci} fiche={fiche} offre={offre} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function Offre({ epci, fiche, offre }: Props & { readonly offre: FicheOffre }) {
  return (
    <section class="offre">
      <h3>{offre.titre}</h3>
      <p>
        <Tag ton={TON_REPONSE[offre.reponse]}>{offre.libelleReponse}</Tag>{" "}
        {offre.alertes.map((mot) => (
          <Tag ton="alerte">{mot}</Tag>
        ))}
      </p>
      <Lignes lignes={offre.lignes} />
      {offre.actes.length > 0 ? (
        <p class="ligne">
          {offre.actes.map((acte) => (
            <BoutonActe epci={epci} id={fiche.dossier.id} acte={acte} de={offre.titre} />
          ))}
        </p>
      ) : null}
    </section>
  );
}
