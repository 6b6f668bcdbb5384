import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { findEffetMinimal } from "../../regles/desequilibre/effet-minimal.ts";
import {
  isExclue,
  LIBELLE_MOTIF_EXCLUSION,
  MOTIFS_EXCLUSION,
  type ResidenceExclue,
} from "../../regles/desequilibre/exclusion.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { CHEMIN_DESEQUILIBRES } from "./chemin.ts";
import { FormulaireMethode } from "./methode-formulaire.tsx";

export type ResidenceChoix = { readonly cle: string; readonly libelle: string };

export type MethodePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly methode: MethodeDesequilibre;
  readonly methodes: readonly MethodeDesequilibre[];
  readonly enVigueur: number;
  readonly exclusions: readonly ResidenceExclue[];
  /** By name. */
  readonly residences: readonly ResidenceChoix[];
  readonly droits: { readonly publier: boolean; readonly exclure: boolean };
  readonly aujourdhui: string;
  /** As typed, when refused. */
  readonly saisie: Readonly<Record<string, string>> | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

const TITRE = "Méthode des déséquilibres";

export function renderMethodeDesequilibrePage(props: MethodePageProps): string {
  const { cadre, erreur, annonce } = props;
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    erreur,
    children: (
      <>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Version {...props} />
        <Versions {...props} />
        {props.droits.publier ? <FormulaireMethode {...props} /> : null}
        <Exclusions {...props} />
      </>
    ),
  });
}

const POIDS = defineTable<MethodePageProps["methode"]["indicateurs"][number]>({
  code: "poids",
  titre: "Indicateurs et poids",
  colonnes: [
    { code: "indicateur", titre: "Indicateur", valeur: ({ indicateur }) => LIBELLE_OCCUPATION[indicateur], tri: true },
    {
      code: "poids",
      titre: "Poids",
      genre: "nombre",
      valeur: ({ poids }) => (poids === 0 ? "0 (montré, non compté)" : poids),
      tri: true,
    },
  ],
});

function Version({ methode, enVigueur }: MethodePageProps) {
  const { version, depuis, seuils, indicateurs, acte, confiance } = methode;
  const effet = findEffetMinimal(depuis);
  return (
    <section aria-labelledby="version">
      <h2 id="version">Version {version}</h2>
      <p>
        Appliquée depuis le {formatJour(depuis)}
        {version === enVigueur ? ", en vigueur aujourd’hui" : ", remplacée ou à venir"}. {acte}.{" "}
        {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
      </p>
      <Table table={POIDS} lignes={indicateurs} />
      <dl>
        <dt>Écart établi</dt>
        <dd>plus de {formatTauxCourt(seuils.etabli)} de chances d’être au-dessus du reste du territoire</dd>
        <dt>À surveiller</dt>
        <dd>plus de {formatTauxCourt(seuils.surveiller)}</dd>
        <dt>Test corrigé</dt>
        <dd>{formatTauxCourt(seuils.q)} de fausses alertes au plus parmi ce qu’il confirme</dd>
        <dt>Écart qui compte</dt>
        <dd>
          {formatNombre(effet.valeur.ecart * 100)} points et {formatNombre(effet.valeur.nombre)} ménages ou logements au
          moins ; au-dessous, non distinguable{effet.confiance === "B" ? " (à confirmer)" : ""}
        </dd>
        <dt>Effectif trop faible</dt>
        <dd>moins de {seuils.effectifMinimal} réponses</dd>
        <dt>Règle simple du diagnostic signé</dt>
        <dd>plus de {formatNombre(seuils.ratio)} fois le taux du territoire</dd>
        <dt>Proposition pour la liste annexée</dt>
        <dd>
          {formatCompte(seuils.enjeuMixite, "sur-représentation établie", "sur-représentations établies")} au moins
        </dd>
      </dl>
    </section>
  );
}

function Versions({ methodes, epci, methode }: MethodePageProps) {
  if (methodes.length < 2) {
    return (
      <p class="discret">Une seule version existe. Une version publiée ne change jamais : une autre lui succède.</p>
    );
  }
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Toutes les versions</h2>
      <ul class="liens">
        {methodes.map(({ version, depuis }) => (
          <li>
            <a
              href={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/methode`, { version })}
              aria-current={version === methode.version ? "true" : undefined}
            >
              Version {version}, depuis le {formatJour(depuis)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Exclusions(props: MethodePageProps) {
  const { exclusions, droits } = props;
  return (
    <section aria-labelledby="exclusions">
      <h2 id="exclusions">Résidences exclues</h2>
      <p>
        Elles ne comptent dans aucune référence, et rien n’est dit de leur occupation. Leur vacance est stratégique.
      </p>
      {exclusions.length === 0 ? (
        <p class="discret">Aucune résidence n’a été exclue.</p>
      ) : (
        <Table table={tableExclusions(props)} lignes={exclusions} nom="Tableau des résidences exclues" />
      )}
      {droits.exclure ? <FormulaireExclusion {...props} /> : null}
    </section>
  );
}

function tableExclusions(props: MethodePageProps) {
  const { residences, droits, aujourdhui } = props;
  const noms = new Map(residences.map(({ cle, libelle }) => [cle, libelle]));
  const nomOf = ({ cle }: ResidenceExclue) => noms.get(cle) ?? cle;
  const reprendre: Colonne<ResidenceExclue, Child> = {
    code: "reprendre",
    titre: "Reprendre",
    valeur: ({ jusquA }) => jusquA,
    rendu: (exclusion) =>
      exclusion.jusquA === null && isExclue(exclusion, aujourdhui) ? (
        <Reprendre {...props} exclusion={exclusion} nom={nomOf(exclusion)} />
      ) : (
        "–"
      ),
  };
  return defineTable<ResidenceExclue, Child>({
    code: "exclusions",
    titre: "Résidences exclues",
    colonnes: [
      { code: "residence", titre: "Résidence", valeur: nomOf, tri: true },
      { code: "motif", titre: "Motif", valeur: ({ motif }) => LIBELLE_MOTIF_EXCLUSION[motif], tri: true },
      {
        code: "depuis",
        titre: "Depuis le",
        valeur: ({ depuis }) => depuis,
        tri: true,
        rendu: ({ depuis }) => formatJour(depuis),
      },
      {
        code: "jusque",
        titre: "Jusqu’au",
        valeur: ({ jusquA }) => jusquA,
        rendu: ({ jusquA }) => (jusquA === null ? "en cours" : formatJour(jusquA)),
      },
      { code: "acte", titre: "Acte", valeur: ({ acte }) => acte },
      ...(droits.exclure ? [reprendre] : []),
    ],
  });
}

function Reprendre({
  epci,
  exclusion,
  nom,
}: MethodePageProps & { readonly exclusion: ResidenceExclue; readonly nom: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/exclusions/${exclusion.id}/reprise`)}>
      <button class="lien" type="submit">
        Reprendre<span class="lu"> {nom}</span>
      </button>
    </form>
  );
}

function FormulaireExclusion({ epci, residences, aujourdhui, saisie }: MethodePageProps) {
  const typed = saisie?.formulaire === "exclusion" ? saisie : null;
  const motifs = MOTIFS_EXCLUSION.map((code) => ({ code, libelle: LIBELLE_MOTIF_EXCLUSION[code] }));
  return (
    <details open={typed !== null}>
      <summary>Exclure une résidence</summary>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/exclusions`)}>
        <Choisir
          nom="cle"
          libelle="Résidence"
          options={residences.map(({ cle, libelle }) => ({ code: cle, libelle }))}
          valeur={typed?.cle ?? null}
        />
        <Choisir nom="motif" libelle="Motif" options={motifs} valeur={typed?.motif ?? null} />
        <p>
          <label for="depuis-exclusion">Depuis le</label>
          <input id="depuis-exclusion" name="depuis" type="date" value={typed?.depuis ?? aujourdhui} required />
        </p>
        <p>
          <label for="acte-exclusion">Acte qui en décide, et sa date</label>
          <input id="acte-exclusion" name="acte" value={typed?.acte ?? ""} maxlength={300} required />
        </p>
        <button class="bouton" type="submit">
          Exclure
        </button>
      </form>
    </details>
  );
}
