import type { Listed } from '../probe.js';
import { answersOnlyAllowedOrigins } from './answers-only-allowed-origins.js';
import { believesNoClaimedAddress } from './believes-no-claimed-address.js';
import { canariesReachNoLog } from './canaries-reach-no-log.js';
import { containersAreConfined } from './containers-are-confined.js';
import { crashesLoudly } from './crashes-loudly.js';
import { cutsOffSlowClients } from './cuts-off-slow-clients.js';
import { installingRunsNoScripts } from './installing-runs-no-scripts.js';
import { packagesComeFromTheLockfile } from './packages-come-from-the-lockfile.js';
import { versionsAreExact } from './versions-are-exact.js';
import { waitsAWeekForVersions } from './waits-a-week-for-versions.js';
import { guideNamesWhatExists } from './guide-names-what-exists.js';
import { securityPolicyIsComplete } from './security-policy-is-complete.js';
import { drainsOnSigterm } from './drains-on-sigterm.js';
import { ignoresEnvFiles } from './ignores-env-files.js';
import { keepsEnvFilesOutOfImages } from './keeps-env-files-out-of-images.js';
import { tracksNoEnvFiles } from './tracks-no-env-files.js';
import { errorsReachMonitoringScrubbed } from './errors-reach-monitoring-scrubbed.js';
import { errorsTellNothing } from './errors-tell-nothing.js';
import { everyChangeIsChecked } from './every-change-is-checked.js';
import { everyRouteRefusesBadInput } from './every-route-refuses-bad-input.js';
import { handsSecretsOverAsFiles } from './hands-secrets-over-as-files.js';
import { hasNoFallbackSecrets } from './has-no-fallback-secrets.js';
import { headersOnEveryAnswer } from './headers-on-every-answer.js';
import { namesNoSoftware } from './names-no-software.js';
import { healthSaysLittle } from './health-says-little.js';
import { holdsNoSecretLiterals } from './holds-no-secret-literals.js';
import { ignoresAPoisonedHost } from './ignores-a-poisoned-host.js';
import { imageIsHardened } from './image-is-hardened.js';
import { imagesCarryDigests } from './images-carry-digests.js';
import { keepsTextVerbatim } from './keeps-text-verbatim.js';
import { limitsEachClient } from './limits-each-client.js';
import { limitsLogins } from './limits-logins.js';
import { listsWhatIsShipped } from './lists-what-is-shipped.js';
import { logsOneJsonObjectPerLine } from './logs-one-json-object-per-line.js';
import { namesASupportedNode } from './names-a-supported-node.js';
import { networkIsDeniedByDefault } from './network-is-denied-by-default.js';
import { openapiTellsTheTruth } from './openapi-tells-the-truth.js';
import { publishesASecurityContact } from './publishes-a-security-contact.js';
import { namespacesRefuseOtherPods } from './namespaces-refuse-other-pods.js';
import { podsAreRestricted } from './pods-are-restricted.js';
import { readsSecretsInOneModule } from './reads-secrets-in-one-module.js';
import { refusesAmbiguousFraming } from './refuses-ambiguous-framing.js';
import { refusesBadSecrets } from './refuses-bad-secrets.js';
import { refusesLargeBodies } from './refuses-large-bodies.js';
import { refusesOtherMediaTypes } from './refuses-other-media-types.js';
import { refusesOtherMethods } from './refuses-other-methods.js';
import { refusesForeignUpgrades } from './refuses-foreign-upgrades.js';
import { refusesPlaintext } from './refuses-plaintext.js';
import { refusesPrototypeKeys } from './refuses-prototype-keys.js';
import { refusesWrongShapes } from './refuses-wrong-shapes.js';
import { rewritesNoInput } from './rewrites-no-input.js';
import { everyStartHasTheFlags } from './every-start-has-the-flags.js';
import { flagsHoldWhileItRuns } from './flags-hold-while-it-runs.js';
import { servesNoPrivatePaths } from './serves-no-private-paths.js';
import { allowedOriginsAreReal } from './allowed-origins-are-real.js';
import { secretsAreMade } from './secrets-are-made.js';
import { settingsAreFilledIn } from './settings-are-filled-in.js';
import { settingsSayProduction } from './settings-say-production.js';
import { stimuliLeaveEvents } from './stimuli-leave-events.js';
import { templateMatchesConfig } from './template-matches-config.js';
import { unitsAreSandboxed } from './units-are-sandboxed.js';
import { threatModelIsTrue } from './threat-model-is-true.js';
import { unsetModeIsProduction } from './unset-mode-is-production.js';
import { updatesComeLate } from './updates-come-late.js';
import { actionsAreNamedByCommit } from './actions-are-named-by-commit.js';
import { jobsHaveFewRights } from './jobs-have-few-rights.js';

/** All probes. The id of each is the statement that it checks. */
export const probes = [
  holdsNoSecretLiterals,
  readsSecretsInOneModule,
  hasNoFallbackSecrets,
  refusesBadSecrets,
  tracksNoEnvFiles,
  keepsEnvFilesOutOfImages,
  ignoresEnvFiles,
  templateMatchesConfig,
  settingsAreFilledIn,
  secretsAreMade,
  settingsSayProduction,
  allowedOriginsAreReal,
  unsetModeIsProduction,
  limitsEachClient,
  limitsLogins,
  believesNoClaimedAddress,
  answersOnlyAllowedOrigins,
  refusesPlaintext,
  headersOnEveryAnswer,
  namesNoSoftware,
  errorsTellNothing,
  refusesAmbiguousFraming,
  ignoresAPoisonedHost,
  refusesForeignUpgrades,
  refusesOtherMethods,
  servesNoPrivatePaths,
  rewritesNoInput,
  keepsTextVerbatim,
  everyRouteRefusesBadInput,
  openapiTellsTheTruth,
  refusesLargeBodies,
  refusesOtherMediaTypes,
  refusesPrototypeKeys,
  refusesWrongShapes,
  logsOneJsonObjectPerLine,
  canariesReachNoLog,
  stimuliLeaveEvents,
  cutsOffSlowClients,
  healthSaysLittle,
  drainsOnSigterm,
  crashesLoudly,
  errorsReachMonitoringScrubbed,
  everyStartHasTheFlags,
  flagsHoldWhileItRuns,
  namesASupportedNode,
  imageIsHardened,
  containersAreConfined,
  imagesCarryDigests,
  podsAreRestricted,
  namespacesRefuseOtherPods,
  networkIsDeniedByDefault,
  unitsAreSandboxed,
  handsSecretsOverAsFiles,
  packagesComeFromTheLockfile,
  versionsAreExact,
  installingRunsNoScripts,
  waitsAWeekForVersions,
  actionsAreNamedByCommit,
  jobsHaveFewRights,
  everyChangeIsChecked,
  updatesComeLate,
  listsWhatIsShipped,
  securityPolicyIsComplete,
  publishesASecurityContact,
  threatModelIsTrue,
  guideNamesWhatExists,
] as unknown as readonly Listed[];

export const probeById: ReadonlyMap<string, Listed> = new Map(probes.map((probe) => [probe.id, probe]));
