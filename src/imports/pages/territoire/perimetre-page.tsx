import { EffetBilan } from "#bilan/pages/effet-bilan.tsx";
import type { ActePerimetre, CommuneDuPerimetre } from "#donnees/lectures/territoire/ports.ts";
import { direMouvement } from "#donnees/regles/territoire/dire-perimetre.ts";
import type { MouvementsCommunes } from "#donnees/regles/territoire/mouvements.ts";
import { type Composition, communesLe, compositionsOf, type Sejour } from "#donnees/regles/territoire/perimetre.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Choix, type EtatFormulaire, Refuse, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatJourCourt, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { EffetActe } from "../../actes/territoire/changer-perimetre.ts";

export const PAGE_PERIMETRE = "donnees/perimetre";

/** `effet`: what the typed act would change; nothing is written yet. */
export type EtatPerimetre = EtatFormulaire & { readonly effet: EffetActe | null };

export type PerimetreProps = EtatPerimetre & {
  readonly cadre: Cadre;
  readonly perimetre: readonly CommuneDuPerimetre[];
  readonly mouvements: MouvementsCommunes;
  /** Latest first. */
  readonly actes: readonly ActePerimetre[];
  readonly aujourdhui: string;
  readonly annonce: string | null;
};

export function renderPerimetrePage(props: PerimetreProps): string {
  const { cadre, perimetre, refus, annonce } = props;
  const epci = cadre.territoire?.epci ?? "";
  const refuse = refus.message !== null || refus.erreurs.length > 0;
  return renderPage({
    cadre,
    titre: refuse ? "Erreur : périmètre" : "Périmètre",
    children: (
      <>
        <h1>Périmètre</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={refus} />
        <Aujourdhui {...props} />
        <Compositions
          compositions={compositionsOf(perimetre)}
          noms={nomsOf(perimetre)}
          titre="Le périmètre, jour après jour"
        />
        <Ecrire {...props} />
        <Actes epci={epci} actes={props.actes} />
        <Communes perimetre={perimetre} mouvements={props.mouvements} />
      </>
    ),
  });
}

function Aujourdhui({ perimetre, aujourdhui }: PerimetreProps) {
  const membres = communesLe(perimetre, aujourdhui);
  const sansJour = membres.filter(({ sejours }) => sejours.some(({ depuis }) => depuis === null)).length;
  return (
    <p class="chapo">
      {formatCompte(membres.length, "commune")} aujourd’hui. Chaque bail est compté dans le périmètre du jour où il est
      signé.{" "}
      {sansJour === 0
        ? null
        : `Pour ${formatNombre(sansJour)} d’entre elles, le jour d’entrée n’est pas dit : elles comptent à toute date passée.`}
    </p>
  );
}

type CompositionsProps = {
  readonly compositions: readonly Composition[];
  readonly noms: ReadonlyMap<string, string>;
  readonly titre: string;
};

function Compositions({ compositions, noms, titre }: CompositionsProps) {
  const name = (codes: readonly string[]) =>
    codes.length === 0 ? "aucune" : joinFrench(codes.map((code) => noms.get(code) ?? code));
  const lignes = compositions.map((composition, rang) => {
    const avant = compositions[rang - 1]?.communes ?? composition.communes;
    const { communes } = composition;
    return {
      composition,
      entrees: rang === 0 ? "–" : name(communes.filter((code) => !avant.includes(code))),
      sorties: rang === 0 ? "–" : name(avant.filter((code) => !communes.includes(code))),
    };
  });
  const table = defineTable<(typeof lignes)[number]>({
    code: "compositions",
    titre,
    colonnes: [
      { code: "jours", titre: "Jours", valeur: ({ composition }) => sayJours(composition) },
      {
        code: "communes",
        titre: "Communes",
        genre: "nombre",
        valeur: ({ composition }) => composition.communes.length,
      },
      { code: "entrees", titre: "Entrées", valeur: ({ entrees }) => entrees },
      { code: "sorties", titre: "Sorties", valeur: ({ sorties }) => sorties },
    ],
  });
  return <Table table={table} lignes={lignes} />;
}

function sayJours({ depuis, jusque }: Sejour): string {
  if (depuis !== null && jusque !== null) return `Du ${formatJour(depuis)} au ${formatJour(jusque)}`;
  if (depuis !== null) return `Depuis le ${formatJour(depuis)}`;
  return jusque === null ? "À toute date" : `Jusqu’au ${formatJour(jusque)}`;
}

function Ecrire(props: PerimetreProps) {
  const { cadre, refus, effet } = props;
  const epci = cadre.territoire?.epci ?? "";
  return (
    <section aria-labelledby="ecrire">
      <h2 id="ecrire">Une commune entre, ou sort</h2>
      <p>L’effet est montré avant d’écrire. Un acte s’annule ; il ne s’efface pas.</p>
      <form class="saisie" method="post" action={hrefTerritoire(epci, PAGE_PERIMETRE)}>
        <Choix
          etat={props}
          nom="genre"
          libelle="Que se passe-t-il ?"
          requis
          options={[
            { code: "entree", libelle: "Entrée dans le territoire" },
            { code: "sortie", libelle: "Sortie du territoire" },
          ]}
        />
        <Champ
          etat={props}
          nom="jour"
          type="date"
          libelle="Jour"
          aide="Premier jour dans le territoire pour une entrée, dernier jour pour une sortie."
          requis
        />
        <TexteLong
          etat={props}
          nom="communes"
          libelle="Communes"
          aide="Leurs codes officiels (INSEE), séparés par des espaces : par exemple 52448 52331."
          requis
          lignes={2}
          limite={2000}
        />
        <Champ
          etat={props}
          nom="acte"
          libelle="Acte qui le dit"
          aide="Par exemple « arrêté du préfet du 12 décembre 2016 ». Gardé avec votre nom."
          requis
        />
        <Relire affiche={refus.erreurs.some(({ champ }) => champ === "acte")} />
        {effet ? <Effet effet={effet} /> : null}
        <p class="ligne">
          <button class={effet ? "bouton second" : "bouton"} type="submit" name="geste" value="voir">
            Voir l’effet
          </button>
          {effet ? (
            <button class="bouton" type="submit" name="geste" value="ecrire">
              Écrire l’acte
            </button>
          ) : null}
        </p>
      </form>
    </section>
  );
}

function Effet({ effet: { communes, finies, annee, compositions, habilites } }: { effet: EffetActe }) {
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return (
    <section class="message" aria-labelledby="effet">
      <h3 id="effet">Effet, rien n’étant encore écrit</h3>
      <p>{joinFrench(communes.map(({ commune, nom }) => `${nom} (${commune})`))}.</p>
      {finies.map(({ commune, devenue, dernierJour }) => (
        <p>
          {noms.get(commune) ?? commune} n’est plus une commune : son dernier jour est le {formatJour(dernierJour)}, son
          code est ensuite lu {devenue}. Une entrée au lendemain de ce jour dit qu’elle est venue avec la fusion : ses
          baux d’avant sont d’un autre territoire.
        </p>
      ))}
      <Compositions compositions={compositions} noms={noms} titre="Le périmètre deviendrait" />
      {annee === null ? (
        <p>Aucun bail publié de ces communes ne change de côté : aucun bilan ne change.</p>
      ) : (
        <EffetBilan effet={annee} sans="Aujourd’hui" avec="Avec l’acte" />
      )}
      {habilites === 0 ? null : (
        <p>
          {formatCompte(habilites, "personne a", "personnes ont")} encore un droit limité à l’une de ces communes :
          revoyez-le dans les habilitations.
        </p>
      )}
    </section>
  );
}

const LIBELLE_GENRE: Readonly<Record<ActePerimetre["genre"], string>> = {
  entree: "Entrée, premier jour le",
  sortie: "Sortie, dernier jour le",
};

/** Groups the rows of one act: several communes on one day make one line. */
function groupActes(actes: readonly ActePerimetre[]): readonly (readonly ActePerimetre[])[] {
  const groups = new Map<string, ActePerimetre[]>();
  for (const acte of actes) {
    const { genre, jour, ecritPar, ecritLe } = acte;
    const key = JSON.stringify([genre, jour, acte.acte, ecritPar, ecritLe.slice(0, 10)]);
    groups.set(key, [...(groups.get(key) ?? []), acte]);
  }
  return [...groups.values()];
}

function Actes({ epci, actes }: { epci: string; actes: readonly ActePerimetre[] }) {
  if (actes.length === 0) return null;
  return (
    <>
      <h2>Actes écrits</h2>
      {groupActes(actes).map((groupe) => {
        const [acte] = groupe;
        if (!acte) return null;
        return (
          <details>
            <summary>
              {LIBELLE_GENRE[acte.genre]} {formatJour(acte.jour)} : {formatCompte(groupe.length, "commune")},{" "}
              {acte.acte}
            </summary>
            <p class="discret">
              Écrit par {acte.ecritPar}, {formatJourCourt(acte.ecritLe)}.
            </p>
            <ul class="points">
              {groupe.map((un) => (
                <li>
                  {un.nom} ({un.commune}) <Annulation epci={epci} acte={un} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function Annulation({ epci, acte }: { epci: string; acte: ActePerimetre }) {
  if (acte.annuleLe !== null) {
    return (
      <span class="discret">
        annulé par {acte.annulePar ?? "personne connue"}, {formatJourCourt(acte.annuleLe)}
      </span>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, `${PAGE_PERIMETRE}/${acte.id}/annuler`)}>
      <button class="lien" type="submit">
        Annuler<span class="lu"> l’acte : {acte.nom}</span>
      </button>
    </form>
  );
}

function nomsOf(perimetre: readonly CommuneDuPerimetre[]): ReadonlyMap<string, string> {
  return new Map(perimetre.map(({ commune, nom }) => [commune, nom]));
}

function Communes({ perimetre, mouvements }: Pick<PerimetreProps, "perimetre" | "mouvements">) {
  return (
    <details>
      <summary>Les {formatCompte(perimetre.length, "commune")} du périmètre, d’hier et d’aujourd’hui</summary>
      <ul class="points">
        {perimetre.map(({ commune, nom, sejours }) => (
          <li>
            {nom} ({commune}) :{" "}
            {sejours.length === 0 ? "jamais" : sejours.map((sejour) => sayJours(sejour).toLowerCase()).join(" ; ")}
            {mouvements.histoireDe(commune).map((mouvement) => (
              <span class="discret"> · {direMouvement(commune, mouvement)}</span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
