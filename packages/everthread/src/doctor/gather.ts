/** Gathers everything that the checks decide from. Asks the disk, git, cron and the API, and changes nothing. */
import { dirname } from 'node:path'
import type { CommandContext } from '../cli/command-context.ts'
import { type EnvOptions, envPlace } from '../cli/token-source.ts'
import type { LiveService } from '../store/heartbeats.ts'
import { findApp, gatherApp } from './gather-app.ts'
import { type FilePlace, gatherDataFolder, type GatheredData } from './gather-data-folder.ts'
import { gatherEnvFile } from './gather-env-file.ts'
import { gatherKeepers } from './gather-keepers.ts'
import { gatherMedia } from './gather-media.ts'
import { gatherNetwork } from './gather-network.ts'
import { gatherToken } from './gather-token.ts'
import type { Computer, Gathered } from './gathered.ts'
import type { DoctorHost } from './host.ts'

export interface DoctorOptions extends EnvOptions {
  /** `untested`: Meta is not asked to fetch a picture, which costs it a container. */
  readonly media?: 'untested'
}

export async function gather(
  context: CommandContext,
  options: DoctorOptions,
  host: DoctorHost,
): Promise<Gathered> {
  const { raw, environment, config, clock } = context
  const place = envPlace(context, options)
  const { view: file, valueOf } = await gatherEnvFile(context, host, {
    ...place,
    isNamed: options.env !== undefined,
  })
  const filePlace = file.kind === 'file' ? file : undefined
  const data = await gatherDataFolder(context, host, filePlace)
  const network = await gatherNetwork(context, host)
  const { reach } = network
  const app = findApp({
    id: { environment: raw.THREADS_APP_ID, 'env-file': valueOf('THREADS_APP_ID'), settings: data.appId },
    secret: {
      environment: raw.THREADS_APP_SECRET,
      'env-file': valueOf('THREADS_APP_SECRET'),
      settings: data.appSecret?.reveal(),
    },
  })
  return {
    computer: gatherComputer(host, [dirname(filePlace?.realPath ?? place.path), config.dataDir]),
    network,
    ...(options.media === 'untested' ? {} : await gatherMedia(context, data)),
    file,
    app: await gatherApp(context, app, reach),
    token: await gatherToken(context, {
      key: place.key,
      file,
      inEnvironment: environment.inherited[place.key],
      inFile: valueOf(place.key),
      inData: data.token,
      reach,
    }),
    data: data.view,
    keepers: await gatherKeepers(context, host, {
      services: servicesFor(data, filePlace),
      ...(filePlace && { file: filePlace }),
    }),
    now: clock.now(), // Last: by then the API has told the time.
  }
}

/** A service that does not know this file keeps others. Several on one data folder are too many, whatever they keep. */
function servicesFor({ services, view }: GatheredData, file: FilePlace | undefined): readonly LiveService[] {
  const knowsFile = view.kind === 'store' && view.accounts.some(({ ownsFile }) => ownsFile)
  return file === undefined || knowsFile || services.length > 1 ? services : []
}

function gatherComputer(host: DoctorHost, folders: readonly string[]): Computer {
  const spaces = folders.map((path) => ({ path, freeBytes: host.freeBytes(path) }))
  return {
    nodeVersion: host.nodeVersion,
    sqliteVersion: host.sqliteVersion,
    spaces: spaces.flatMap(({ path, freeBytes }) => (freeBytes === undefined ? [] : [{ path, freeBytes }])),
  }
}
