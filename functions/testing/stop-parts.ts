type Stop = () => Promise<unknown>
const kept = globalThis as { mulinStops?: readonly Stop[] }

export const keepStops = (stops: readonly Stop[]) => {
  kept.mulinStops = stops
}

const stopParts = async () => {
  for (const stop of kept.mulinStops ?? []) await stop()
}

export default stopParts
