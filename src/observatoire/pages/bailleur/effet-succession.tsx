import type { LigneBailleur } from "#bilan/lectures/bilan.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatFraction, formatNombre, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { EffetSuccession, LigneEffet } from "../../lectures/bailleur/voir-succession.ts";

export function Effet({ effet }: { effet: EffetSuccession }) {
  return (
    <section class="message" aria-labelledby="effet">
      <h3 id="effet">Effet, rien n’étant encore écrit</h3>
      <ul class="points">
        <li>
          {effet.residences === 0
            ? "Aucune résidence du dernier parc publié ne change de bailleur."
            : `${formatCompte(effet.residences, "résidence change", "résidences changent")} de bailleur, soit ${formatCompte(effet.logements, "logement")} ; leurs fiches, leurs remontées et les listes les suivent.`}
        </li>
        <li>
          {effet.remonteesOuvertes === 0
            ? "Aucune remontée n’est ouverte chez ce bailleur."
            : `${formatCompte(effet.remonteesOuvertes, "remontée ouverte", "remontées ouvertes")} chez ce bailleur.`}
        </li>
        <li>
          {effet.personnes === 0
            ? "Personne n’a de droit au nom de ce bailleur."
            : `${formatCompte(effet.personnes, "personne a", "personnes ont")} encore un droit au nom de ce bailleur : revoyez-le dans les habilitations.`}
        </li>
      </ul>
      <Objectifs objectifs={effet.objectifs} />
      {effet.bilan === null ? <p>Aucun bail publié ne change de bailleur.</p> : <Bilan {...effet.bilan} />}
    </section>
  );
}

/** Lists the changed objectives, and counts the others. */
function Objectifs({ objectifs }: Pick<EffetSuccession, "objectifs">) {
  const lignes = objectifs.flatMap(({ annee, objet, lignes }) => lignes.map((ligne) => ({ annee, objet, ...ligne })));
  if (lignes.length === 0) return <p>Aucun objectif n’est écrit pour ces bailleurs à partir de cette année.</p>;
  const changes = lignes.filter(({ avant, apres }) => avant !== apres);
  const same = lignes.length - changes.length;
  return (
    <>
      {changes.length === 0 ? null : (
        <Table
          table={tableEffet<(typeof changes)[number]>("Objectifs", {
            titre: "Objectif",
            valeur: ({ annee, objet, nom }) => `${objet}, ${annee}, ${nom}`,
            avant: ({ avant }) => avant ?? "aucun",
            apres: ({ apres }) => apres ?? "aucun",
          })}
          lignes={changes}
        />
      )}
      {same === 0 ? null : (
        <p>
          {formatCompte(
            same,
            "objectif écrit pour ces bailleurs ne change pas",
            "objectifs écrits pour ces bailleurs ne changent pas",
          )}
          .
        </p>
      )}
    </>
  );
}

type Lecture<Ligne> = {
  readonly titre: string;
  readonly valeur: (ligne: Ligne) => string;
  readonly avant: (ligne: Ligne) => string;
  readonly apres: (ligne: Ligne) => string;
};

function tableEffet<Ligne>(titre: string, { titre: premiere, valeur, avant, apres }: Lecture<Ligne>) {
  return defineTable<Ligne>({
    code: "effet",
    titre,
    colonnes: [
      { code: "ligne", titre: premiere, valeur },
      { code: "avant", titre: "Aujourd’hui", valeur: avant },
      { code: "apres", titre: "Avec l’acte", valeur: apres },
    ],
  });
}

function Bilan({ annee, lignes }: NonNullable<EffetSuccession["bilan"]>) {
  const table = tableEffet<LigneEffet<LigneBailleur>>(`Bilan ${annee}, hors quartier prioritaire`, {
    titre: "Bailleur",
    valeur: ({ nom }) => nom,
    avant: (ligne) => sayLigne(ligne, "avant"),
    apres: (ligne) => sayLigne(ligne, "apres"),
  });
  return <Table table={table} lignes={lignes} nom={`Bilan ${annee}`} />;
}

function sayLigne(ligne: LigneEffet<LigneBailleur>, quand: "avant" | "apres"): string {
  const lu = ligne[quand];
  if (lu === null) return "aucun bail";
  const { realise, assiette, cible } = lu.horsQpv;
  const bail = `${formatCompte(lu.total, "bail", "baux")}, ${formatFraction(realise, assiette)}`;
  if (cible === null) return bail;
  return `${bail} ; il en faut ${formatNombre(cible.attendu)} : ${LIBELLE_VERDICT[cible.verdict].toLowerCase()}`;
}
