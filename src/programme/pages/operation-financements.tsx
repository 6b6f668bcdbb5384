import type { Child } from "hono/jsx";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Cote, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneFinancement } from "../lectures/ports.ts";
import type { OperationLue } from "../lectures/registre.ts";
import { ETATS_FINANCEMENT, LIBELLE_ETAT_FINANCEMENT } from "../regles/etat-operation.ts";
import { cheminOperation } from "./operation-mots.tsx";

/** Funders asked for money, and their answers. */
export function Financements({ lue, etat }: { lue: OperationLue; etat: EtatFormulaire }) {
  const { lignesFinancement, montant, droits } = lue;
  return (
    <>
      <h2>Financements demandés</h2>
      {lignesFinancement.length === 0 ? (
        <p>Aucun financement n’est saisi.</p>
      ) : (
        <Table table={tableLignes(lue)} lignes={lignesFinancement} />
      )}
      {montant ? <p>En tout : {formatMontant(montant)}.</p> : null}
      {droits.modifier ? <Ajouter lue={lue} etat={etat} /> : null}
    </>
  );
}

function tableLignes({ operation, epci, droits }: OperationLue) {
  const acte: Colonne<LigneFinancement, Child> = {
    code: "acte",
    titre: "Acte",
    valeur: ({ id }) => id,
    rendu: ({ id, financeur }) => (
      <form method="post" action={hrefTerritoire(epci, `${cheminOperation(operation.id)}/financements/${id}/retirer`)}>
        <button class="lien" type="submit">
          Retirer<span class="lu"> la ligne de {financeur}</span>
        </button>
      </form>
    ),
  };
  return defineTable<LigneFinancement, Child>({
    code: "financements",
    titre: "Lignes de financement",
    colonnes: [
      { code: "financeur", titre: "Financeur", valeur: ({ financeur }) => financeur },
      { code: "montant", titre: "Montant", genre: "euros", valeur: ({ montant }) => montant },
      { code: "etat", titre: "État", valeur: ({ etat }) => LIBELLE_ETAT_FINANCEMENT[etat] },
      { code: "date", titre: "Date", genre: "jour", valeur: ({ le }) => le ?? "inconnue" },
      ...(droits.modifier ? [acte] : []),
    ],
  });
}

function Ajouter({ lue, etat }: { lue: OperationLue; etat: EtatFormulaire }) {
  const { operation, epci, aujourdhui } = lue;
  return (
    <form
      class="saisie ecran"
      method="post"
      action={hrefTerritoire(epci, `${cheminOperation(operation.id)}/financements`)}
    >
      <h3>Ajouter une ligne</h3>
      <Cote>
        <Champ etat={etat} nom="financeur" libelle="Financeur" aide="Un organisme, jamais une personne." requis />
        <Champ etat={etat} nom="montant" libelle="Montant" unite="€" nombre />
      </Cote>
      <Cote>
        <Liste
          etat={etat}
          nom="etatFinancement"
          libelle="État"
          requis
          options={optionsOf(ETATS_FINANCEMENT, LIBELLE_ETAT_FINANCEMENT)}
        />
        <Champ etat={etat} nom="leFinancement" libelle="Date" type="date" max={aujourdhui} />
      </Cote>
      <button class="bouton second" type="submit">
        Ajouter la ligne
      </button>
    </form>
  );
}

/** « 712 000 €, et 1 ligne sans montant ». */
function formatMontant({ connu, inconnus }: NonNullable<OperationLue["montant"]>): string {
  if (inconnus === 0) return formatEuros(connu);
  return `${formatEuros(connu)}, et ${formatNombre(inconnus)} ligne${inconnus > 1 ? "s" : ""} sans montant`;
}
