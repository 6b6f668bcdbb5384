import type { Child } from "hono/jsx";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { Phrases, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CibleRejouee, LigneRejeu, Rejeu } from "../lectures/rejouer-avenant.ts";

/** Table of the replay; `ensembleSeul`: the EPCI alone, where another page shows the bailleurs. */
export function TableRejeu({ rejeu: whole, ensembleSeul = false }: { rejeu: Rejeu; ensembleSeul?: boolean }) {
  const lignes = ensembleSeul ? whole.lignes.filter(({ porteur }) => porteur.type === "epci") : whole.lignes;
  const rejeu = { ...whole, lignes };
  if (lignes.length === 0) {
    return (
      <>
        <p>Aucune année publiée ne peut être mesurée avec ces objectifs.</p>
        <Remarques rejeu={rejeu} />
      </>
    );
  }
  return (
    <>
      {rejeu.annees.map((annee) => (
        <TableAnnee rejeu={rejeu} annee={annee} />
      ))}
      <Remarques rejeu={rejeu} />
    </>
  );
}

function Remarques({ rejeu }: { rejeu: Rejeu }) {
  return <Phrases phrases={rejeu.remarques} classe="aide" />;
}

function TableAnnee({ rejeu, annee }: { rejeu: Rejeu; annee: number }) {
  const lignes = rejeu.lignes.filter((ligne) => ligne.annee === annee);
  if (lignes.length === 0) return null;
  return (
    <Table
      table={defineTable({ code: "rejeu", titre: `Avec ces objectifs, ${annee} aurait été`, colonnes: COLONNES })}
      lignes={lignes}
      nom={`${annee} avec les objectifs de ${rejeu.titre}`}
      pareils
    />
  );
}

const COLONNES: readonly Colonne<LigneRejeu, Child>[] = [
  {
    code: "porteur",
    titre: "Porteur et objectif",
    valeur: ({ nom }) => nom,
    rendu: ({ nom, objet }) => (
      <>
        {nom}
        <br />
        <small>{LIBELLE_OBJET[objet]}</small>
      </>
    ),
  },
  {
    code: "realise",
    titre: "Réalisé",
    genre: "nombre",
    valeur: ({ realise }) => realise,
    rendu: ({ realise, assiette, taux }) => (
      <span>
        {formatFraction(realise, assiette)}
        {taux === null ? null : (
          <>
            <br />
            <small>{formatTaux(taux)}</small>
          </>
        )}
      </span>
    ),
  },
  {
    code: "actuel",
    titre: "Objectif en vigueur",
    valeur: ({ actuel }) => actuel?.verdict ?? null,
    rendu: ({ actuel, annee }) => <Cible cible={actuel} annee={annee} />,
  },
  {
    code: "projet",
    titre: "Avec cette version",
    valeur: ({ projet }) => projet?.verdict ?? null,
    rendu: ({ projet, annee }) => <Cible cible={projet} annee={annee} />,
  },
];

function Cible({ cible, annee }: { cible: CibleRejouee | null; annee: number }) {
  if (cible === null) return <>aucun objectif</>;
  return (
    <span>
      <TagVerdict constat={cible} />
      <br />
      <small>
        {formatObjectif({ ...cible, tauxDuNombre: null })} : {formatNombre(cible.attendu)} à atteindre
        {cible.annee === annee ? "" : `, objectif de ${cible.annee}`}
      </small>
    </span>
  );
}
