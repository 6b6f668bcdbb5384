import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Cote, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatEuros, formatJourCourt, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { OperationLue } from "../lectures/registre.ts";
import { ETATS_FINANCEMENT, LIBELLE_ETAT_FINANCEMENT } from "../regles/etat-operation.ts";
import { cheminOperation } from "./operation-mots.tsx";

/** Who is asked for money, and what was answered. */
export function Financements({ lue, etat }: { lue: OperationLue; etat: EtatFormulaire }) {
  const { lignesFinancement, montant, droits } = lue;
  return (
    <>
      <h2>Financements demandés</h2>
      {lignesFinancement.length === 0 ? <p>Aucun financement n’est saisi.</p> : <Lignes lue={lue} />}
      {montant ? <p>En tout : {formatMontant(montant)}.</p> : null}
      {droits.modifier ? <Ajouter lue={lue} etat={etat} /> : null}
    </>
  );
}

function Lignes({ lue }: { lue: OperationLue }) {
  const { operation, epci, droits, lignesFinancement } = lue;
  const colonnes = [
    { titre: "Financeur" },
    { titre: "Montant", nombre: true },
    { titre: "État" },
    { titre: "Date" },
    ...(droits.modifier ? [{ titre: "Acte" }] : []),
  ];
  return (
    <TableFiches
      titre="Lignes de financement"
      colonnes={colonnes}
      lignes={lignesFinancement.map((ligne) => [
        ligne.financeur,
        ligne.montant === null ? INCONNU : formatEuros(ligne.montant),
        LIBELLE_ETAT_FINANCEMENT[ligne.etat],
        ligne.le === null ? "inconnue" : formatJourCourt(ligne.le),
        ...(droits.modifier
          ? [
              <form
                method="post"
                action={hrefTerritoire(epci, `${cheminOperation(operation.id)}/financements/${ligne.id}/retirer`)}
              >
                <button class="lien" type="submit">
                  Retirer<span class="lu"> la ligne de {ligne.financeur}</span>
                </button>
              </form>,
            ]
          : []),
      ])}
    />
  );
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
