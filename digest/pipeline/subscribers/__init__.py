"""Who gets a digest.

Its operator says so (`subscribing`), and may have people asked by mail (`asking`); they answer on
pages (`answering`), and mail that came back stops their address (`bouncing`).
"""
