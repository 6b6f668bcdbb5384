import { paragraphe, textes } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage, Signature, Tableau } from "#socle/documents/document.ts";
import { formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { ConventionEtablie, ConventionObjectif, GroupeConvenu } from "../lectures/convention-objectif.ts";
import { LIBELLE_ETAT_CONVENTION_OBJECTIF, labelPropre } from "../regles/convention-objectif.ts";

/** A convention d'objectifs as it was established, with what is known of its signatures. The same object as the page. */
export function composeConventionObjectif(contenu: ConventionObjectif, etablie: ConventionEtablie): DocumentMisEnPage {
  const { titre, nom, demonstration } = contenu;
  return {
    titre,
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `Convention n° ${etablie.numero}, établie le ${formatJour(etablie.etablieLe)}`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: coverOf(contenu, etablie),
    sections: [
      { titre: "Le programme", blocs: programmeOf(contenu) },
      { titre: "Les objectifs d’attribution", blocs: attributionOf(contenu) },
      { titre: "Le relogement", blocs: contenu.relogement.map(paragraphe) },
      { titre: "Les engagements des parties", blocs: engagementsOf(contenu) },
      { titre: "Signatures", blocs: [{ kind: "signatures", signatures: signaturesOf(contenu, etablie) }] },
    ],
    fiches: [],
    date: etablie.saisieLe,
  };
}

function coverOf(contenu: ConventionObjectif, etablie: ConventionEtablie): readonly Definition[] {
  const { bailleur, anneeDebut, anneeFin } = contenu;
  return [
    { terme: "Territoire", valeur: `${contenu.nom} (SIREN ${contenu.territoire})` },
    { terme: "Bailleur", valeur: bailleur.siren ? `${bailleur.nom} (SIREN ${bailleur.siren})` : bailleur.nom },
    { terme: "Période", valeur: `du 1er janvier ${anneeDebut} au 31 décembre ${anneeFin}` },
    { terme: "Numéro", valeur: String(etablie.numero) },
    { terme: "Établie le", valeur: formatJour(etablie.etablieLe) },
    { terme: "État", valeur: LIBELLE_ETAT_CONVENTION_OBJECTIF[etablie.etat] },
    { terme: "Empreinte", valeur: etablie.empreinte },
  ];
}

function programmeOf({ programme, groupes, sansDate }: ConventionObjectif): readonly Bloc[] {
  const blocs = [
    ...programme.map(paragraphe),
    ...groupes.map((groupe): Bloc => ({ kind: "tableau", ...tableauOf(groupe) })),
  ];
  if (sansDate.length === 0) return blocs;
  return [
    ...blocs,
    {
      kind: "note",
      texte: `Au programme, mais sans date\u00A0: ${sansDate.join(", ")}. Rien ne dit si elles sont de la période.`,
    },
  ];
}

function tableauOf({ titre, operations, logements, inconnues }: GroupeConvenu): Tableau {
  return {
    titre,
    colonnes: [
      { titre: "Opération", droite: false, part: 3 },
      { titre: "Lieu", droite: false, part: 2.6 },
      { titre: "Logements", droite: true, part: 1.2 },
      { titre: "Financements", droite: false, part: 2 },
      { titre: "Calendrier", droite: false, part: 1.5 },
      { titre: "État", droite: false, part: 1.6 },
    ],
    lignes: operations.map((one) =>
      textes(
        one.nom,
        one.lieu,
        one.logements === null ? INCONNU : formatNombre(one.logements),
        one.financements,
        one.calendrier,
        one.etat,
      ),
    ),
    total: textes("Ensemble", "", `${inconnues > 0 ? "au moins " : ""}${formatNombre(logements)}`, "", "", ""),
    note: null,
  };
}

function attributionOf({ attribution, objectifs }: ConventionObjectif): readonly Bloc[] {
  const blocs = attribution.map(paragraphe);
  if (objectifs.length === 0) return blocs;
  return [
    ...blocs,
    {
      kind: "tableau",
      titre: "Objectifs d’attribution",
      total: null,
      note: null,
      colonnes: [
        { titre: "Année", droite: false, part: 0.8 },
        { titre: "Objectif", droite: false, part: 2.4 },
        { titre: "De qui", droite: false, part: 1.4 },
        { titre: "Écrit", droite: false, part: 2.4 },
        { titre: "Acte", droite: false, part: 3 },
      ],
      lignes: objectifs.map(({ annee, objet, propre, ecrit, acte }) =>
        textes(String(annee), objet, labelPropre(propre), ecrit, acte),
      ),
    },
  ];
}

function engagementsOf({ engagements }: ConventionObjectif): readonly Bloc[] {
  if (engagements.length === 0) return [{ kind: "note", texte: "Aucun autre engagement n’est écrit." }];
  return [{ kind: "commentaire", paragraphes: engagements }];
}

function signaturesOf({ nom, bailleur }: ConventionObjectif, { signatures }: ConventionEtablie): readonly Signature[] {
  const mention = (le: string | null) => (le === null ? null : `Signé le ${formatJour(le)}`);
  return [
    { organisme: nom, qualite: "Pour l’EPCI", mention: mention(signatures.epci) },
    { organisme: bailleur.nom, qualite: "Pour le bailleur", mention: mention(signatures.bailleur) },
  ];
}
